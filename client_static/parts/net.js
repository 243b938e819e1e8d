// @ts-check
/** The bar of the line: offline, back again, and a circle that waits for whoever leads. No colour of alarm. */

import { html, nothing } from "../vendor/lit.js";
import { t, timeOfDay } from "../words.js";
import { stone } from "./icon.js";

/** @typedef {{shown: boolean, long: boolean, restart: boolean, asOf: number | null}} Offline `asOf`: server ms of what one sees */

/** @param {Offline} offline */
export function offlineBar({ shown, long, restart, asOf }) {
  if (!shown) return nothing;
  const words = long
    ? t("Still no line. Your call goes on without this panel; we catch up when it is back.")
    : t("Your words are safe here, and your place is kept.");
  const what = restart ? t("We are back in a moment.") : t("You are offline for a moment.");
  return bar(t("Connection"), html`${long ? nothing : html`<b>${what}</b> `}${words}${
    asOf === null ? nothing : html` <span class="meta num">${t("As of {time}.", { time: timeOfDay(asOf) })}</span>`
  }`);
}

/** @param {string} name of whoever leads */
export function heldBar(name) {
  return bar(t("Who leads"), html`<b>${t("We hold here until {name} is back.", { name })}</b> ${t("Nothing moves on by itself.")}`);
}

/** @param {string} label @param {unknown} words */
function bar(label, words) {
  return html`<div class="net" role="group" aria-label=${label}>${stone(true)}<p>${words}</p></div>`;
}
