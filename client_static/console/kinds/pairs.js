// @ts-check
// pairs, for those who lead: the board, one sentence of how they do, and where the large button leads within the round.
import { nothing } from "../../vendor/lit.js";
import { left } from "../../clock.js";
import { clockText, count, t } from "../../words.js";
import { halfIn, wall } from "../../wall/pairs.js";
import { sharing } from "../board/back.js";
import { LEAD, boardOf, counts, filled, lostOf, placeOf, roundOf } from "../board/standing.js";
import { pairsBoard } from "../board.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../board/standing.js").Board} Board */
/** @typedef {import("./index.js").Onward} Onward */

export const first = true;

const LAST_SENTENCE_MS = 30_000; // what a call back leaves them, as the server counts it

/** Called back, or nearly over: they say a last sentence. @param {Desk} desk */
function isLast({ head, now }) {
  return (left(head, now) ?? Infinity) <= LAST_SENTENCE_MS;
}

/** @param {Desk} desk @param {number} n */
function groups({ head }, n) {
  return roundOf({ head })?.size === 2 ? count(n, "1 pair", "{n} pairs") : count(n, "1 group", "{n} groups");
}

/** @param {Desk} desk @param {Board} board */
function gathered({ views }, board) {
  const part = views.stage.tally?.part;
  const tally = part?.kind === "pairs" && "answered" in part ? part : null;
  if (!tally) return "";
  return t("{n} of {of} are here", { n: Math.max(0, tally.answered - board.out.length), of: tally.of });
}

/** @param {Desk} desk @param {Board} board */
function talking(desk, board) {
  const { talk, alone, calls } = counts(board, lostOf(desk.roster));
  const said = [count(talk, "{pairs} talks", "{pairs} talk", { pairs: groups(desk, talk) })];
  if (calls) said.push(count(calls, "1 calls you", "{n} call you"));
  if (alone) said.push(count(alone, "1 waits for company", "{n} wait for company"));
  if (board.alone.length) said.push(placeOf(board, LEAD) === null ? count(board.alone.length, "1 is with you", "{n} are with you") : count(board.alone.length, "1 has no pair", "{n} have no pair"));
  const half = isLast(desk) ? null : halfIn(desk.head, desk.now);
  return half === null ? said.join(", ") : t("{pairs}. Half-time in {time}", { pairs: said.join(", "), time: clockText(half) });
}

/** @param {Desk} desk */
export function glance(desk) {
  const board = boardOf(desk);
  if (!board) return "";
  if (board.phase === "gathering") return gathered(desk, board);
  if (board.phase === "planned") return t("{pairs} in the plan; nobody else sees it yet", { pairs: groups(desk, filled(board).length) });
  if (board.phase === "talking") return talking(desk, board);
  const { introductions, turn } = sharing(desk);
  return introductions[turn] ? t("Introduction {n} of {of}", { n: turn + 1, of: introductions.length }) : t("All are back");
}

/** @param {Desk} desk @returns {Onward | null} */
export function onward(desk) {
  const round = roundOf(desk);
  if (!round || round.phase === "back") return null;
  const fields = { expecting: round.draw };
  if (round.phase !== "talking") return { words: t("Open the pairs"), verb: "open_pairs", fields, key: round.draw, note: answered(boardOf(desk)) };
  return isLast(desk)
    ? { words: t("Back at once"), verb: "call_back", fields: { ...fields, at_once: true }, key: `now ${round.draw}`, note: t("They say their last sentence, and come back by themselves") }
    : { words: t("Call everyone back"), verb: "call_back", fields, key: round.draw, note: t("They get 30 seconds for a last sentence") };
}

/** @param {Board | null} board */
function answered(board) {
  const silent = board?.unasked.length ?? 0;
  return silent ? count(silent, "1 has not answered: they join when they do", "{n} have not answered: they join when they do") : board ? t("Everyone has answered") : "";
}

/** @param {Desk} desk */
export function parting(desk) {
  const board = boardOf(desk);
  if (roundOf(desk)?.phase !== "talking" || !board) return "";
  const words = t("{pairs} are still talking.", { pairs: groups(desk, counts(board, new Map()).talk) });
  return `${words} ${board.share_back ? t("They would be cut off, and nobody would be introduced.") : t("They would be cut off.")}`;
}

/** @param {Desk} desk @param {number} seconds @returns {[string, Record<string, unknown>] | null} */
export function time(desk, seconds) {
  const round = roundOf(desk);
  return round?.phase === "talking" ? ["extend_pairs", { expecting: round.draw, seconds }] : null;
}

/** @param {Desk} desk */
function picture(desk) {
  const board = boardOf(desk);
  return board ? pairsBoard(desk, board) : nothing;
}

export { picture as console, wall };
