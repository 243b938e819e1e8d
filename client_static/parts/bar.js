// @ts-check
/** The bar: what is on, which step of how many, what is left, and the thread of beads. Its clock never speaks. */

import { html, nothing } from "../vendor/lit.js";
import { left } from "../clock.js";
import { clockText, kindName, t } from "../words.js";
import { icon, mark } from "./icon.js";

/** @typedef {import("../protocol.js").StageHead} StageHead */

const SOON = 60_000; // ms

/** @param {StageHead} head @param {number} now server ms */
export function bar(head, now) {
  if (head.phase !== "running") return plainBar(head.session_title);
  if (head.added) return html`<div class="bar"><div class="row keep"><span class="kicker">${kindName(head.kind)} · ${t("in between")}</span>${timer(head, now)}</div></div>`;
  const place = { n: head.step + 1, of: head.steps };
  const step = t("Step {n} of {of}", place);
  return html`<div class="bar">
    <div class="row keep"><span class="kicker">${head.gate ? step : `${kindName(head.kind)} · ${t("{n} of {of}", place)}`}</span>${timer(head, now)}</div>
    <ol class="thread" aria-label=${step}>
      ${Array.from({ length: head.steps }, (_, i) => bead(i, head.step))}
    </ol>
  </div>`;
}

/** Outside the steps: the mark and a name. @param {string} title */
export function plainBar(title) {
  return html`<div class="bar"><div class="row keep">${mark()}<span class="kicker">${title}</span></div></div>`;
}

/** @param {StageHead} head @param {number} now */
export function timer(head, now) {
  const ms = left(head, now);
  if (ms === null) return nothing;
  const soon = !head.paused && ms < SOON;
  return html`<span class="time push num ${soon ? "soon" : ""}" role="timer">${icon(head.paused ? "pause" : "clock", "sm")}${
    head.paused ? html`<span class="vh">${t("paused")} </span>` : nothing
  }<span>${clockText(ms)}</span></span>`;
}

/** @param {number} i @param {number} step */
function bead(i, step) {
  if (i === step) return html`<li class="now" aria-current="step"></li>`;
  return html`<li class=${i < step ? "past" : nothing}></li>`;
}
