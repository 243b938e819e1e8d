// @ts-check
// How the pairs stand, read off the board: nothing here draws or asks. Places count from 0 here, as in commands.
import { count, list, t } from "../../words.js";

/** @typedef {import("../../protocol.js").PairsConsole} Board */
/** @typedef {import("../../protocol.js").ConsolePair} Group */
/** @typedef {import("../../protocol.js").Person} Person */
/** @typedef {{group: Group, i: number}} Placed a pair and the index of its place */
/** @typedef {"calls" | "coming" | "alone" | "lost" | "moving" | ""} Need why somebody may be needed there, "" when they do well */
/** @typedef {Map<string, number>} Lost seat -> server ms since when its line is lost */

/** A facilitator who takes part in the pairs has no seat of their own. */
export const LEAD = "lead";
/** Lines come and go; whoever leads is asked about somebody only after this many ms. */
const ASK_AFTER_MS = 8000;

/** Who needs somebody first, comes first. @type {Need[]} */
const FIRST = ["calls", "coming", "alone", "lost", "moving", ""];

/** The board of the pairs step that is on; the one of the step before is nobody's business any more. @param {{head: any, views: any}} desk @returns {Board | null} */
export function boardOf({ head, views }) {
  const board = views.console.board;
  return head.phase === "running" && board?.step === head.step && board.part?.kind === "pairs" ? board.part : null;
}

/** Where the round is. The head travels faster than the board: what can be asked for now is what the head says. @param {{head: any}} desk @returns {import("../../protocol.js").PairsHead | null} */
export function roundOf({ head }) {
  return head.phase === "running" && head.part?.kind === "pairs" && "phase" in head.part ? head.part : null;
}

/** Places where somebody is; they keep their numbers. @param {Board} board @returns {Placed[]} */
export function filled(board) {
  return board.groups.map((group, i) => ({ group, i })).filter(({ group }) => group.people.length);
}

/** The place a new pair gets: a free room, else one more. @param {Board} board */
export function freePlace(board) {
  const free = board.groups.findIndex((group) => !group.people.length);
  return free < 0 ? board.groups.length : free;
}

/** @param {Board} board @param {string} seat @returns {number | null} null when this seat is in no pair */
export function placeOf(board, seat) {
  const place = board.groups.findIndex((group) => group.people.some((one) => one.seat === seat));
  return place < 0 ? null : place;
}

/** "Ben and Fay" @param {{people: Person[]}} group @param {string} [without] a seat */
export function names(group, without) {
  return list(group.people.filter((one) => one.seat !== without).map((one) => one.name));
}

/** @param {import("../../protocol.js").Roster | undefined} roster @returns {Lost} */
export function lostOf(roster) {
  const gone = (roster?.people ?? []).filter((one) => one.line === "lost");
  return new Map(gone.map((one) => [one.seat, roster?.lost[one.seat] ?? 0]));
}

/** @param {Group} group @param {Lost} lost @returns {Need} */
export function needOf(group, lost) {
  if (group.call === "asked") return "calls";
  if (group.call === "coming") return "coming";
  if (group.people.length === 1) return "alone";
  if (group.people.some((one) => lost.has(one.seat))) return "lost";
  return group.where === "moving" ? "moving" : "";
}

/** Is there something to do for whoever leads? On the way is how every round begins. @param {Need} need */
export function urgent(need) {
  return need !== "" && need !== "moving";
}

/** Who needs somebody first, then by room. @param {Placed[]} placed @param {Lost} lost @returns {Placed[]} */
export function byNeed(placed, lost) {
  const rank = (/** @type {Placed} */ { group }) => FIRST.indexOf(needOf(group, lost));
  return [...placed].sort((a, b) => rank(a) - rank(b) || a.i - b.i);
}

/** The same pairs as they stood before; new ones at the end. @param {Placed[]} placed @param {number[]} order places */
export function asBefore(placed, order) {
  const at = (/** @type {Placed} */ { i }) => (order.includes(i) ? order.indexOf(i) : order.length + i);
  return [...placed].sort((a, b) => at(a) - at(b));
}

/**
 * Whose partners could not tell whether they are still in the call: nobody but whoever leads can. A silent panel is not
 * an absent person, so this is a question. @param {Group} group @param {Lost} lost @param {number} now server ms
 */
export function unseen(group, lost, now) {
  if (group.people.some((one) => one.seat !== LEAD && !lost.has(one.seat))) return [];
  return group.people.filter((one) => now - (lost.get(one.seat) ?? Infinity) >= ASK_AFTER_MS);
}

/** @param {Board} board @param {Lost} lost */
export function counts(board, lost) {
  const needs = filled(board).map(({ group }) => ({ need: needOf(group, lost), n: group.people.length, call: group.call }));
  return {
    talk: needs.filter(({ n }) => n > 1).length,
    alone: needs.filter(({ n }) => n === 1).length,
    calls: needs.filter(({ call }) => call === "asked").length,
    urgent: needs.filter(({ need }) => urgent(need)).length,
  };
}

/** Letters without accents and capitals. @param {string} words */
function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Does somebody's name, or the room's number, begin like this? @param {Person[]} people @param {string} query @param {number} [room] from 1 */
export function found(people, query, room) {
  const wanted = plain(query.trim());
  return String(room ?? "") === wanted || people.some(({ name }) => plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`));
}

/** What to read aloud or paste while opening rooms by hand. @param {Board} board */
export function roomList(board) {
  return filled(board).map(({ group }) => t("Room {n}: {names}", { n: group.place, names: group.people.map((one) => one.name).join(", ") })).join("\n");
}

/** How the plan keeps the promise that nobody meets twice. @param {Board} board */
export function repeatWords({ repeats, bound }) {
  if (!repeats) return t("Nobody here has met before.");
  const met = count(repeats, "1 pair has met before", "{n} have met before");
  // The bound knows no wishes: that fewer would be possible is not always so, and would point at a wish.
  return repeats <= bound ? t("{met}; fewer is not possible.", { met }) : `${met}.`;
}

/** Somebody would come to one whom a rule keeps apart from them. @param {Board} board @param {Person} one @param {number} to */
export function apartWords(board, one, to) {
  const others = (board.groups[to]?.people ?? []).filter((other) => other.seat !== one.seat).map((other) => other.name);
  if (others.length === 1) return t("A rule of yours keeps {name} and {other} apart.", { name: one.name, other: others[0] ?? "" });
  const last = others.at(-1) ?? "";
  return t("A rule of yours keeps {name} apart from {others} or {last}.", { name: one.name, others: others.slice(0, -1).join(", "), last });
}
