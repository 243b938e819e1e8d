// @ts-check
// collect, for those who lead and on the wall. Unsigned answers are not even counted before they open.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { capital, count, list, t } from "../../words.js";
import { clockRing } from "../../wall/clock.js";
import { withWords } from "../../wall/room.js";
import { isSecondTap } from "../../parts/tap.js";
import { couldHave, toTheSecond } from "../cards/told.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../wall/sight.js").Sight} Sight */
/** @typedef {import("../../protocol.js").Answer1} Answer */

export const first = true;

/** @param {Desk} desk */
export function glance({ head, views }) {
  const part = /** @type {any} */ (head.part);
  const tally = /** @type {any} */ (views.stage.tally?.part);
  if (part?.opened) return t("The answers are open");
  if (part?.signed === "unsigned") return t("Answers come without a name. {opens}", { opens: opens(part, { head, box: views.stage.tally?.box ?? null }) });
  if (tally?.kind !== "collect") return "";
  return count(tally.given, "1 answer so far, of {of}. They open together", "{n} answers so far, of {of}. They open together", { of: tally.of });
}

/** When they open, and nothing else: no counts, and nobody is ready or late. @param {any} part @param {Pick<Sight, "head" | "box">} sight */
function opens(part, { head, box }) {
  const at = head.paused && !part.called ? null : box?.asked?.opens;
  return at ? t("They open together at {time}", { time: toTheSecond(at) }) : t("They open together, shuffled");
}

/** @param {Desk} desk */
export function leaving({ head }) {
  const part = /** @type {any} */ (head.part);
  return part?.signed === "unsigned" && !part.opened ? t("What was written in this step opens soon all the same") : "";
}

/** Unsigned ones are cards, named ones are said by someone. @param {Answer} one */
export function answer({ text, name }) {
  const words = text ?? t("These words were removed.");
  if (name === null) return html`<li class="card"><p class="voice small" dir="auto">${words}</p></li>`;
  return html`<li class="say stack tight"><p class="voice small" dir="auto">${words}</p><p class="meta" dir="auto">${name}</p></li>`;
}

/** @param {any} board @returns {Answer[]} */
function answers(board) {
  return board?.kind === "collect" ? board.answers : [];
}

/** @param {Desk} desk @param {any} part */
function openNow(desk, part) {
  const act = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("open_answers", {}, "open");
  return html`<button class="btn" aria-busy=${desk.busy("open")} aria-disabled=${!desk.online ? "true" : nothing} @click=${act}>${part.signed === "unsigned" ? t("Open them soon") : t("Open them now")}</button>`;
}

/** Who has given a named answer; whoever leads may ask the others aloud. @param {Desk} desk */
function given(desk) {
  const part = /** @type {any} */ (desk.views.console.board?.part);
  const seats = new Set(part?.kind === "collect" ? part.given : []);
  const names = (desk.roster?.people ?? []).filter((one) => seats.has(one.seat)).map((one) => one.name);
  return names.length ? html`<p class="note">${t("From {names}.", { names: list(names) })}</p>` : nothing;
}

/** What is promised of unsigned ones. @param {any} board */
function worth(board) {
  return board?.kind === "collect" && board.standing && board.standing !== "closed" ? html`<p class="meta">${capital(couldHave(board))}</p>` : nothing;
}

/** @param {Answer[]} open @param {any} board */
function spread(open, board) {
  if (board?.standing === "closed") return html`<p class="note">${t("Fewer than three could have written, so nothing was opened.")}</p>`;
  if (!open.length) return html`<p class="note">${t("Nobody wrote an answer.")}</p>`;
  return html`<ul class="spread">${repeat(open, (one) => one.id, answer)}</ul>`;
}

/** @param {Desk} desk */
function picture(desk) {
  const part = /** @type {any} */ (desk.head.part);
  if (part?.kind !== "collect") return nothing;
  const board = /** @type {any} */ (desk.views.stage.board?.part);
  const open = answers(board);
  return html`<section class="stack close" aria-labelledby="answers"><div class="row"><h3 id="answers">${part.opened ? t("Opened answers") : t("Answers, still closed")}</h3><span class="push"></span>${part.opened || part.called ? nothing : openNow(desk, part)}</div>
    ${part.opened ? html`${worth(board)}${spread(open, board)}` : given(desk)}
    ${desk.no("open") ? html`<p class="err">${desk.no("open")}</p>` : nothing}</section>`;
}

const ON_A_WALL = 12; // answers that can be read from the back of a room

/** @param {Sight} sight */
export function wall(sight) {
  const { head, part, tally, board } = sight;
  if (part?.opened) {
    const open = answers(board);
    const more = open.length - ON_A_WALL;
    return html`<main class="opened"><h2 class="voice">${head.title}</h2>${spread(open.slice(0, ON_A_WALL), board)}
      ${more > 0 ? html`<p class="kicker">${count(more, "And one more, in your panels.", "And {n} more, in your panels.")}</p>` : nothing}</main>`;
  }
  const counted = tally && tally.given !== null ? t("{n} of {of} have answered", { n: tally.given, of: tally.of }) : opens(part ?? {}, sight);
  return withWords(sight, (words) => clockRing(sight, html`${words}<p class="kicker">${counted}</p>`));
}

export { picture as console };
