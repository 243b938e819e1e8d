// @ts-check
/** A new build while a circle is open: load it at a moment when nothing can be lost, and not all at once. */

import { tried } from "../keys.js";

const SPREAD = 20_000; // ms

/** @param {{reload?: () => void, dice?: () => number, now?: () => number}} [given] */
export function createRenewal({ reload = () => location.reload(), dice = Math.random, now = () => performance.now() } = {}) {
  let due = Infinity;
  return {
    /** @param {string} theirs of the server @param {string} ours of this page */
    compare(theirs, ours) {
      if (!ours || !theirs || theirs === ours || due < Infinity) return;
      // Once per build: a cache that keeps giving the old page must not make a panel reload for ever.
      const before = tried(() => history.state?.tpBuild);
      if (before === theirs) return;
      due = now() + dice() * SPREAD;
      tried(() => history.replaceState({ ...history.state, tpBuild: theirs }, ""));
    },
    /** @param {boolean} safe nothing is held in memory alone, and nobody is in a field */
    tick(safe) {
      if (safe && now() >= due) {
        due = Infinity;
        reload();
      }
    },
  };
}

/** Is somebody in a field just now? */
export function inField() {
  const at = document.activeElement;
  return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
}
