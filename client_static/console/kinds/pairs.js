// @ts-check
// pairs, for those who lead and on the wall. Room links are on neither stage nor wall: they are for those who meet there.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { stone } from "../../parts/icon.js";
import { left, turnAt } from "../../clock.js";
import { clockText, count, t } from "../../words.js";
import { clockRing } from "../../wall/clock.js";
import { withWords } from "../../wall/room.js";
import { pairsBoard } from "../board.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../wall/sight.js").Sight} Sight */
/** @typedef {import("../../protocol.js").PairsConsole} Board */
/** @typedef {import("../../protocol.js").PairGroup} Group */

export const first = true;

/** The board of the pairs step that is on; the one of the step before is nobody's business any more. @param {Desk} desk @returns {Board | null} */
function boardOf({ head, views }) {
  const board = views.console.board;
  return board?.step === head.step && board.part?.kind === "pairs" ? /** @type {Board} */ (board.part) : null;
}

/**
 * When a pair of two swaps, in ms from now; null when it has, or when they talk in common.
 * @param {{total_ms: number} & Parameters<typeof left>[0]} head @param {number} now @param {any} board the stage's part
 */
function swapIn(head, now, board) {
  const remaining = left(head, now);
  if (remaining === null || !head.total_ms || !board?.turns) return null;
  const { turn, left: until } = turnAt(head.total_ms, remaining, 2);
  return turn === 0 ? until : null;
}

/** @param {Desk} desk */
export function glance(desk) {
  const board = boardOf(desk);
  if (!board) return "";
  const sizes = board.groups.map((group) => group.people.length);
  const [talk, alone] = [sizes.filter((n) => n > 1).length, sizes.filter((n) => n === 1).length];
  const said = [count(talk, "1 pair talks", "{n} pairs talk")];
  if (alone) said.push(count(alone, "1 waits for company", "{n} wait for company"));
  const swap = swapIn(desk.head, desk.now, desk.views.stage.board?.part);
  return swap === null ? said.join(", ") : t("{pairs}. Half-time in {time}", { pairs: said.join(", "), time: clockText(swap) });
}

/** @param {Desk} desk */
function picture(desk) {
  const board = boardOf(desk);
  return board ? pairsBoard(desk, board) : nothing;
}

/** @param {Group} group */
function plate({ people }) {
  return html`<li><span class="plate">${people.map((one, i) => html`${i ? stone() : nothing}<span dir="auto">${one.name}</span>`)}</span></li>`;
}

const MANY = 9; // plates that stand in one column

/** @param {Sight} sight */
export function wall(sight) {
  /** @type {Group[]} */
  const groups = sight.board?.groups ?? [];
  const swap = swapIn(sight.head, sight.now, sight.board);
  const plates = html`<ul class="plates ${groups.length > MANY ? "many" : ""}" aria-label=${t("Pairs")}>${repeat(groups, (group) => group.place, plate)}</ul>`;
  const half = swap === null ? nothing : html`<p class="kicker">${t("Half-time in {time}", { time: clockText(swap) })}</p>`;
  return withWords(sight, (words) => clockRing(sight, html`${words}${half}`), plates);
}

export { picture as console };
