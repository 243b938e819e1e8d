// @ts-check
/** What a module's author wrote, rendered and cleaned by the server. The only place that takes HTML as HTML. */

import { html, nothing, unsafeHTML } from "../vendor/lit.js";
import { t } from "../words.js";

/** @param {string} clean HTML from the server's renderer, never anybody's input */
export function body(clean) {
  return clean ? html`<div class="prose">${unsafeHTML(clean)}</div>` : nothing;
}

/** The same inside a place that has its own size: a note, another question. @param {string} clean */
export function inside(clean) {
  return clean ? unsafeHTML(clean) : nothing;
}

/** The alternative that a step offers, folded. @param {{alternative: string}} head */
export function another({ alternative }, label = t("Another question")) {
  return alternative ? html`<details><summary>${label}</summary><div class="voice small">${inside(alternative)}</div></details>` : nothing;
}

/** What a step asks: title and words, or the title alone as the words. @param {{title: string, body: string}} head */
export function prompt({ title, body: words }) {
  if (!words) return html`<div class="prompt"><h1 class="voice">${title}</h1></div>`;
  return html`<div class="prompt"><h1>${title}</h1>${body(words)}</div>`;
}
