// @ts-check
// How the console names a kind of step and a length of time.
import { count, t } from "../words.js";

/** @type {Record<string, string>} */
const NAMES = {
  present: "something to take in",
  agree: "an agreement",
  solo: "for yourself",
  collect: "collect",
  round: "a round",
  pairs: "pairs",
  close: "close",
};

/** @param {string} kind */
export function kindWords(kind) {
  return t(NAMES[kind] ?? kind);
}

/** @param {number} seconds */
export function minutes(seconds) {
  if (seconds < 60) return count(seconds, "1 second", "{n} seconds");
  return count(Math.round(seconds / 60), "1 minute", "{n} minutes");
}
