// @ts-check
// Where words find room on the wall: short ones in the middle of the ring, longer ones beside it.
import { html } from "../vendor/lit.js";
import { body } from "../parts/body.js";

/** @typedef {import("./sight.js").Sight} Sight */

const IN_THE_RING = 110; // letters
const LONG = 420;

/** @param {string} clean sanitised HTML @returns {number} letters in it */
function letters(clean) {
  return clean.replace(/<[^>]*>/g, "").length;
}

/** Do these words fit into the middle of a ring? @param {string} clean sanitised HTML */
export function fitsInTheRing(clean) {
  return letters(clean) <= IN_THE_RING;
}

/** A class for words that need a smaller size. @param {string} clean */
export function size(clean) {
  return letters(clean) > LONG ? "long" : "";
}

/**
 * A ring with a step's words in it or beside it.
 * @param {Sight} sight @param {(words: unknown) => unknown} ring with these words in its middle @param {unknown} [plates] on the other side
 */
export function withWords({ head }, ring, plates = null) {
  const short = fitsInTheRing(head.body);
  const title = html`<h2 class="voice">${head.title}</h2>`;
  if (!head.body) return html`<main class="ringside">${plates}${ring(title)}</main>`;
  if (short) return html`<main class="ringside">${plates}${ring(html`<h2 class="vh">${head.title}</h2>${body(head.body)}`)}</main>`;
  return html`<main class="ringside worded ${size(head.body)}">${plates}${ring(null)}<div class="stack">${title}${body(head.body)}</div></main>`;
}
