// @ts-check
/** Icons from the one sprite, the stone, and the mark. An icon always stands beside a word or an accessible name. */

import { html } from "../vendor/lit.js";

const SPRITE = new URL("../style/icons.svg", import.meta.url).href;
/** Arrows that point along the reading direction turn with it. */
const TURNS = new Set(["next", "back", "pass"]);

/** @param {string} name @param {string} [size] "sm" for the small one */
export function icon(name, size = "") {
  const classes = ["i", size, TURNS.has(name) ? "flip" : ""].filter(Boolean).join(" ");
  return html`<svg class=${classes} aria-hidden="true"><use href="${SPRITE}#i-${name}"></use></svg>`;
}

/** The piece, lying still or waiting. @param {boolean} [waiting] */
export function stone(waiting = false) {
  return html`<svg class=${waiting ? "stone breathe" : "stone"} aria-hidden="true"><use href="${SPRITE}#stone"></use></svg>`;
}

export function mark() {
  return html`<svg class="mark" aria-hidden="true"><use href="${SPRITE}#mark"></use></svg>`;
}
