// @ts-check
// Taps in words: how many of how many, and never who. Pure.
import { count, timeOfDay } from "../../words.js";

/** @typedef {{key: string, what: "slow" | "stop" | "try", k: number, n: number, at: number}} Taps so many of one kind at one beat */

/** Taps, one line a kind and beat, oldest first. @param {readonly import("../../protocol.js").ShownTaps[]} taps @returns {Taps[]} */
export function tapsOf(taps) {
  return taps.flatMap(({ beat, at, n, stop, slow, tries }) => {
    /** @type {["stop" | "slow" | "try", number][]} */
    const kinds = [["stop", stop], ["slow", slow], ["try", tries]];
    return kinds.filter(([, k]) => k > 0).map(([what, k]) => ({ key: `${beat}${what}`, what, k, n, at }));
  });
}

/** "2 ask to slow down". @param {Pick<Taps, "what" | "k">} taps */
export function asks({ what, k }) {
  if (what === "stop") return count(k, "1 asks to stop", "{n} ask to stop");
  if (what === "slow") return count(k, "1 asks to slow down", "{n} ask to slow down");
  return count(k, "1 tried out the box", "{n} tried out the box");
}

/** "14:02 · one of 6". @param {Taps} taps */
export function whence({ k, n, at }) {
  return `${timeOfDay(at)} · ${count(k, "one of {of}", "{n} of {of}", { of: n })}`;
}
