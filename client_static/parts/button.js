// @ts-check
/** Buttons that ask the server for something: while it is under way they say so, and a second tap asks nothing. */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { icon } from "./icon.js";
import { isSecondTap } from "./tap.js";

/**
 * @typedef {object} Press
 * @property {string} label
 * @property {string} [icon] before the label
 * @property {string} [end] icon after the label
 * @property {string} [look] classes: go, piece, sealed, dusk, wide ...
 * @property {string} [missing] what is still missing; the button says it and does nothing
 * @property {boolean} [pressed] for toggles
 * @property {string} [spoken] accessible name, where the label alone does not say enough
 * @property {boolean} [again] two taps ask twice, as for two minutes
 * @property {() => unknown} run
 */

/** @param {{busy: (name: string) => boolean}} ctx @param {string} name of what is asked, one at a time @param {Press} press */
export function button(ctx, name, press) {
  const busy = ctx.busy(name);
  // An answer may come between the two taps of a double tap: not being busy is not enough.
  const tap = (/** @type {Event} */ event) => !busy && !press.missing && (press.again || !isSecondTap(event)) && press.run();
  return html`<button
    type="button" class="btn ${press.look ?? ""}" data-act=${name} @click=${tap}
    aria-busy=${busy ? "true" : nothing} aria-disabled=${press.missing ? "true" : nothing}
    aria-pressed=${press.pressed === undefined ? nothing : String(press.pressed)} aria-label=${press.spoken ?? nothing}
  >${press.icon ? icon(press.icon) : nothing}${words(press, busy)}${press.end ? icon(press.end) : nothing}</button>`;
}

/** @param {Press} press @param {boolean} busy */
function words(press, busy) {
  if (busy && press.pressed === undefined && press.label) return t("Sending…");
  return press.missing ?? press.label;
}
