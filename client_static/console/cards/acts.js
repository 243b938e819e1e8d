// @ts-check
// What can be done with the card in hand: towards the group, and to settle it.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { isSecondTap } from "../../parts/tap.js";
import { t } from "../../words.js";
import { quiet } from "../quiet.js";
import { take } from "./taken.js";
import { lines } from "./told.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../protocol.js").ConsoleCard} ConsoleCard */

const MOST = 8; // cards that are put together at once

/** @param {Desk} desk @param {ConsoleCard} card @param {string} verb @param {Record<string, unknown>} [fields] */
async function ask(desk, card, verb, fields = {}) {
  if (!desk.online) return null;
  return desk.tell(verb, { card: card.id, ...fields }, "card");
}

/** @param {Desk} desk @param {ConsoleCard} card */
async function done(desk, card) {
  const answer = await ask(desk, card, "done_card");
  if (answer?.ok && desk.unfolded("card") === card.id) take(desk, null);
}

/** @param {Desk} desk @param {string} words @param {(event: Event) => unknown} act @param {unknown} [before] */
function button(desk, words, act, before = nothing) {
  const press = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && act(event);
  return html`<button class="btn" aria-disabled=${desk.online ? nothing : "true"} @click=${press}>${before}${words}</button>`;
}

/** @param {Event} event */
function fold(event) {
  const menu = /** @type {HTMLElement} */ (event.currentTarget).closest("details");
  menu?.removeAttribute("open");
}

/** Everybody sees that one is held, and why. @param {Desk} desk @param {ConsoleCard} card */
function hold(desk, card) {
  /** @type {[string, string][]} */
  const reasons = [["names", t("It names somebody")], ["care", t("It needs care")], ["later", t("It comes later")]];
  return html`<details class="menu up"><summary class="btn">${t("Hold, because")}</summary><ul>${reasons.map(
    ([why, words]) => html`<li>${button(desk, words, (event) => (fold(event), ask(desk, card, "hold_card", { why })))}</li>`,
  )}</ul></details>`;
}

/** Those that say the same. @param {Desk} desk @param {ConsoleCard} card */
export function merge(desk, card) {
  if (card.state !== "open" || desk.head.phase === "ended") return nothing;
  const others = (desk.views.console.cards?.cards ?? []).filter((one) => one.id !== card.id && one.state === "open" && one.shown === card.shown);
  if (!others.length) return nothing;
  /** @type {Set<string>} */
  const chosen = desk.unfolded(`merge:${card.id}`) ?? new Set();
  const some = others.filter((one) => chosen.has(one.id)).map((one) => one.id);
  const pick = (/** @type {string} */ id) => {
    const next = new Set(some);
    if (!next.delete(id) && some.length < MOST - 1) next.add(id);
    desk.unfold(`merge:${card.id}`, next);
  };
  const put = async () => {
    if (some.length) await desk.tell("merge_cards", { cards: [card.id, ...some] }, "card");
  };
  return html`<details class="merge"><summary>${t("Another card says the same")}</summary><div class="stack close">
    <p class="note">${t("They become one card. Whoever said “me too” to any of them counts once.")}</p>
    <div class="pick">${repeat(others, (one) => one.id, (one) => html`<label><input type="checkbox" .checked=${chosen.has(one.id)} @change=${() => pick(one.id)}><span class="clipped" dir="auto">${lines(one)[0]}</span></label>`)}</div>
    <div class="row"><button class="btn" aria-disabled=${some.length && desk.online ? nothing : "true"} @click=${() => desk.online && put()}>${some.length ? t("Put them together") : t("Choose a card first")}</button></div>
  </div></details>`;
}

/** @param {Desk} desk @param {ConsoleCard} card */
function show(desk, card) {
  const again = card.state !== "open";
  if (card.shown && !again) return html`<span class="tag">${t("Everyone sees it")}</span>`;
  return button(desk, again ? t("Take it up again, for all to see") : t("Show it to all"), () => ask(desk, card, "show_card"), icon("people"));
}

/** @param {Desk} desk @param {ConsoleCard} card */
export function acts(desk, card) {
  if (card.state === "withdrawn" || desk.head.phase === "ended") return nothing;
  const open = card.state === "open";
  return html`<div class="row">${show(desk, card)}${quiet(desk, `card:${card.id}`)}
      <span class="push"></span>
      ${open ? hold(desk, card) : nothing}
      ${open ? button(desk, t("Park it"), () => ask(desk, card, "park_card")) : nothing}
      ${card.state === "done" ? nothing : button(desk, t("Done"), () => done(desk, card), icon("check"))}</div>
    ${desk.no("card") ? html`<p class="err">${desk.no("card")}</p>` : nothing}`;
}
