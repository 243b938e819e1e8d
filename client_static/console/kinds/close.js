// @ts-check
// close, on the wall: the circle is whole.
import { html } from "../../vendor/lit.js";
import { body } from "../../parts/body.js";
import { ring } from "../../parts/ring.js";

/** @typedef {import("../../wall/sight.js").Sight} Sight */

/** @param {Sight} sight */
export function wall({ head, people }) {
  const places = people.map(({ seat, name }) => ({ seat, name, looks: [] }));
  return html`<main>${ring(places, null, html`<h2 class="voice big">${head.title}</h2>${body(head.body)}`, true)}</main>`;
}
