// @ts-check
/** What the clock says to a pair: whose part of the time it is, and the bells. Everyone works it out from one end. */

import { left, turnAt } from "../../clock.js";
import { kept } from "./kept.js";

/** @typedef {"" | "half" | "two" | "last"} Bell */

const TWO = 120_000; // ms left
const LAST = 30_000; // ms left: time for one sentence
const LATELY = 20_000; // ms for which a swap or a bell counts as new

/**
 * The bell that rang last. A bell that would ring in the first half of the talk does not ring, unless the talk was cut.
 * @param {number} total ms @param {number | null} remaining ms @param {number} [meant] ms that the talk was meant to have @returns {Bell}
 */
export function bellAt(total, remaining, meant = total) {
  if (remaining === null || !total) return "";
  if (meant >= 2 * LAST && remaining <= LAST) return "last";
  if (meant >= 2 * TWO && remaining <= TWO) return "two";
  return remaining <= total / 2 ? "half" : "";
}

/** @param {Bell} bell @param {number} total ms @param {number | null} remaining ms */
function lately(bell, total, remaining) {
  const rang = { "": Infinity, half: total / 2, two: TWO, last: LAST }[bell];
  return remaining !== null && rang - remaining < LATELY;
}

/**
 * Whose part of a pair's time it is; null when they talk in common.
 * @param {{ends_at: number | null, paused: boolean, remaining_ms: number | null, total_ms: number, part?: any}} head
 * @param {{turns: number, order: {seat: string, name: string}[]}} pair @param {number} now server ms
 */
export function speaking(head, pair, now) {
  const remaining = left(head, now);
  if (remaining === null || pair.turns < 2 || !head.total_ms) return null;
  const each = head.total_ms / pair.turns;
  const at = turnAt(head.total_ms, remaining, pair.turns);
  // Minutes that are added after half-time do not take the word back from whoever has it.
  const turn = Math.max(at.turn, head.part?.half ? Math.floor(pair.turns / 2) : 0);
  const until = at.left + (turn - at.turn) * each;
  const swapped = turn > 0 && !head.paused && until >= 0 && each - until <= LATELY;
  return { turn, left: until, swapped, who: pair.order[turn] ?? null, next: pair.order[turn + 1] ?? null };
}

/**
 * Everything a pair hears of the clock. `fresh`: the bell has just rung.
 * @param {import("../../protocol.js").StageHead} head @param {any} mine this seat's part @param {number} now server ms
 */
export function heard(head, mine, now) {
  const remaining = left(head, now);
  const talks = mine.being === "paired";
  const at = talks ? speaking(head, mine, now) : null;
  if (talks) kept.longest = Math.max(kept.longest, head.total_ms);
  const rang = talks ? bellAt(head.total_ms, remaining, kept.longest) : "";
  // Half-time of a talk in turns is told by the swap.
  const bell = rang === "half" && at ? "" : rang;
  return { at, bell, fresh: lately(bell, head.total_ms, remaining) };
}
