// @ts-check
// After the return: who introduces whom, with what was released and nothing else. Then on, or another round.
import { html, nothing } from "../../vendor/lit.js";
import { stone } from "../../parts/icon.js";
import { isSecondTap } from "../../parts/tap.js";
import { count, t } from "../../words.js";
import { SLOT } from "./move.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("../../protocol.js").Introduction} Introduction */

const SOON = 3; // of the introductions to come, that many are named

/** What the stage says of the share-back. @param {{head: any, views: any}} desk @returns {{introductions: Introduction[], turn: number}} */
export function sharing({ head, views }) {
  const board = views.stage.board;
  const part = board?.step === head.step && board.part?.kind === "pairs" ? board.part : null;
  return { introductions: part?.introductions ?? [], turn: part?.turn ?? 0 };
}

/** @param {Look} look */
export function back(look) {
  const { desk, board } = look;
  const again = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("draw_again", { expecting: board.draw }, SLOT);
  return html`<section class="stack close" aria-labelledby="who">
    <div class="row"><h3 id="who">${board.share_back ? t("Who introduces whom") : t("All are back")}</h3><span class="push"></span>
      <button class="btn" aria-busy=${desk.busy(SLOT)} aria-disabled=${desk.online ? nothing : "true"} @click=${again}>${t("Draw another round")}</button></div>
    ${desk.no(SLOT) ? html`<p class="err">${desk.no(SLOT)}</p>` : nothing}
    ${introductions(look)}</section>`;
}

/** @param {Look} look */
function introductions(look) {
  const { introductions: all, turn } = sharing(look.desk);
  const now = all[turn];
  if (!all.length) return html`<p class="note">${t("Whatever they want to tell, they tell aloud.")}</p>`;
  if (!now) return html`<p class="note">${t("Everyone has been introduced.")}</p>`;
  const coming = all.slice(turn + 1, turn + 1 + SOON);
  const rest = all.length - turn - 1 - coming.length;
  return html`${introduced(look, now, turn)}
    ${coming.length ? html`<ol class="lines" aria-label=${t("Then")}>${coming.map(({ by, whom }) => html`<li class="note"><span></span>${t("{name} introduces {whom}", { name: by.name, whom: whom.name })}</li>`)}</ol>` : nothing}
    ${rest > 0 ? html`<p class="meta">${count(rest, "and 1 more", "and {n} more")}</p>` : nothing}`;
}

/** @param {Look} look @param {Introduction} now @param {number} turn */
function introduced({ desk }, { by, whom, lines }, turn) {
  const slot = "baton";
  const pass = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("pass_baton", { step: desk.head.step, expecting: turn }, slot);
  return html`<div class="sheet stack close"><p class="row keep">${stone()}<b>${t("{name} introduces {whom}", { name: by.name, whom: whom.name })}</b></p>
    ${lines.length ? html`<ul class="stack tight">${lines.map((line) => html`<li class="voice small" dir="auto">${line}</li>`)}</ul>` : html`<p class="note">${t("No line was released: {name} says what they agreed on.", { name: by.name })}</p>`}
    <div class="row"><button class="btn" aria-busy=${desk.busy(slot)} aria-disabled=${desk.online ? nothing : "true"} @click=${pass}>${t("Pass the word on")}</button>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}</div></div>`;
}
