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
  window: "a quiet time to write",
  close: "close",
};

/** @param {string} kind */
export function kindWords(kind) {
  return t(NAMES[kind] ?? kind);
}

/** Minutes as one writes them down: 5½. Rounded to whole ones, the steps would not add up to what is said of all. @param {number} seconds */
export function halves(seconds) {
  const half = Math.round(seconds / 30);
  return `${half > 1 ? Math.floor(half / 2) : ""}${half % 2 ? "½" : ""}` || "0";
}

/** @param {number} seconds */
export function minutes(seconds) {
  if (seconds < 60) return count(seconds, "1 second", "{n} seconds");
  const n = halves(seconds);
  return n === "1" ? t("1 minute") : t("{n} minutes", { n });
}
