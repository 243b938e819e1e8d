// @ts-check
// solo, for those who lead and on the wall: nothing of it is seen anywhere.
import { html } from "../../vendor/lit.js";
import { body } from "../../parts/body.js";
import { t } from "../../words.js";
import { clockRing } from "../../wall/clock.js";

/** @typedef {import("../../wall/sight.js").Sight} Sight */

export function glance() {
  return t("Each writes alone. Nothing of it leaves their screens");
}

/** @param {Sight} sight */
export function wall(sight) {
  const { head } = sight;
  return html`<main>${clockRing(sight, head.body ? html`<h2 class="vh">${head.title}</h2>${body(head.body)}` : html`<h2 class="voice">${head.title}</h2>`)}</main>`;
}
