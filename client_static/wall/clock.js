// @ts-check
// The wall's clock: the arc is what is left, the piece travels with it.
import { html, nothing, svg } from "../vendor/lit.js";
import { clockText } from "../words.js";

/** @typedef {import("./sight.js").Sight} Sight */

const PEBBLE = "M12.4 2.6c4.7-.2 8.7 2.6 9.3 7.2.7 5.3-3.1 10.6-8.7 11.4C7.2 22 2.6 18.6 2.3 13.2 2 7.6 6.7 2.9 12.4 2.6Z";
const SIZE = 0.45; // of the pebble's own drawing, 24 wide

/** @param {number} share of the time that is over, 0 to 1 */
function pebble(share) {
  const angle = (share - 0.25) * 2 * Math.PI;
  const at = (/** @type {number} */ turn) => (50 + 50 * turn - 12 * SIZE).toFixed(2);
  return svg`<g transform="translate(${at(Math.cos(angle))} ${at(Math.sin(angle))}) scale(${SIZE})"><path class="p" d=${PEBBLE}></path></g>`;
}

/** @param {Sight} sight @param {unknown} middle */
export function clockRing({ head, left }, middle) {
  const over = left === null || !head.total_ms ? 0 : Math.min(1, Math.max(0, 1 - left / head.total_ms));
  const rest = ((1 - over) * 100).toFixed(1);
  return html`<div class="circle">
    <svg viewBox="0 0 100 100" aria-hidden="true"><circle class="ring" cx="50" cy="50" r="50"></circle>
      ${left === null ? nothing : svg`<path class="arc" pathLength="100" stroke-dasharray="${rest} 100" stroke-dashoffset=${(-over * 100).toFixed(1)} d="M50 0A50 50 0 1 1 49.99 0"></path>${pebble(over)}`}</svg>
    <div class="middle">${left === null ? nothing : html`<p class="clock num" role="timer">${clockText(left)}</p>`}${middle}</div>
  </div>`;
}
