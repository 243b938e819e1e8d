// @ts-check
/** The ring: an ordered list of place cards around a middle that belongs to everyone. Beyond forty, one stroke each. */

import { html, nothing, svg } from "../vendor/lit.js";
import { t } from "../words.js";

/** Place cards are placed by CSS up to this many. */
const MOST_SEATS = 40;

/** @typedef {{seat: string, name: string, looks: string[], said?: string}} Place `looks`: past, next, holds, gone; `said`: heard, not seen */

/**
 * @param {Place[]} places in the circle's order @param {string | null} own your seat: you sit nearest
 * @param {unknown} middle three short lines at most @param {boolean} [whole] the circle is closed
 */
export function ring(places, own, middle, whole = false) {
  const many = places.length > MOST_SEATS;
  return html`<div class="circle">
    ${many ? strokes(places, own) : html`<svg viewBox="0 0 100 100" aria-hidden="true"><circle class="ring" cx="50" cy="50" r="50"/>${
      whole ? svg`<path class="arc" pathLength="100" stroke-dasharray="100 100" d="M50 0A50 50 0 1 1 49.99 0"/>` : nothing
    }</svg>`}
    ${many ? nothing : html`<ol class="seats" aria-label=${t("The circle")}>${places.map((place) => seat(place, own))}</ol>`}
    <div class="middle">${middle}</div>
  </div>`;
}

/** @param {Place} place @param {string | null} own */
function seat({ seat, name, looks, said }, own) {
  const you = seat === own;
  const classes = ["seat", ...looks, you ? "you" : ""].filter(Boolean).join(" ");
  return html`<li><span class=${classes}><span dir="auto">${name}</span>${you ? html`<span class="vh"> ${t("(you)")}</span>` : nothing}${
    said ? html`<span class="vh"> ${said}</span>` : nothing
  }</span></li>`;
}

/** @param {Place[]} places @param {string | null} own */
function strokes(places, own) {
  const turn = Math.max(0, places.findIndex((place) => place.seat === own));
  const start = own === null ? -90 : 90;
  const dir = document.documentElement.dir === "rtl" ? -1 : 1;
  return html`<svg viewBox="0 0 280 280" aria-hidden="true">${places.map(({ seat, looks }, i) => {
    const angle = (((i - turn) * 360) / places.length + start) * (Math.PI / 180);
    const you = seat === own;
    /** @param {number} radius @param {(a: number) => number} f @param {number} side */
    const at = (radius, f, side) => (140 + side * radius * f(angle)).toFixed(1);
    const outer = looks.includes("holds") || you ? 132 : 126;
    const classes = ["t", looks.includes("past") ? "done" : "", looks.includes("holds") ? "holds" : "", you ? "you" : ""];
    return svg`<line class=${classes.filter(Boolean).join(" ")} x1=${at(118, Math.cos, dir)} y1=${at(118, Math.sin, 1)} x2=${at(outer, Math.cos, dir)} y2=${at(outer, Math.sin, 1)} />`;
  })}</svg>`;
}
