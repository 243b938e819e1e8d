// @ts-check
/** Four words that all panels show for a number called aloud: alike only where everybody has the same keys. */

import { sha256 } from "../vendor/noble.js";
import { bytes } from "./acts.js";
import { CODE } from "./wordlist.js";

/** @type {string[]} */
export const WORDS = [];
for (const [, same, rest] of CODE.matchAll(/(\d)([a-z]+)/g)) WORDS.push((WORDS.at(-1) ?? "").slice(0, Number(same)) + rest);

/** @param {Uint8Array} root 32 bytes @param {number} number 0 to 99 @returns {string[]} */
export function wordsFor(root, number) {
  const bits = new DataView(sha256(bytes("tp1 words", root, [number])).buffer).getBigUint64(0);
  return [55n, 46n, 37n, 28n].map((shift) => WORDS[Number((bits >> shift) & 511n)] ?? "");
}
