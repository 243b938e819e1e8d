// @ts-check
// "Let us all take two minutes to write": what helps when something is in the air. In a common silence words are safe, and open soon.
import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { isSecondTap } from "../parts/tap.js";
import { t } from "../words.js";
import { toTheStep } from "./desk.js";

/** @typedef {import("./desk.js").Desk} Desk */

export const QUIET_S = 120; // the shortest in which a card can be written

/** Everybody writes already, or nothing opens any more. @param {Desk} desk */
export function canWrite({ head, views }) {
  const part = /** @type {any} */ (head.part);
  const box = views.stage.tally?.box;
  return head.phase === "running" && Boolean(box) && !box?.closed && !(head.kind === "window" && part?.thing);
}

/** @param {Desk} desk @param {string} slot @param {boolean} last */
async function start(desk, slot, last) {
  const answer = await desk.tell("start_window", { seconds: QUIET_S, last }, slot);
  if (!answer?.ok) return;
  toTheStep(desk);
  desk.unfold("ending", false);
}

/** The quiet next step. @param {Desk} desk @param {string} at where it stands: each has a name of its own @param {{last?: boolean, words?: string, plain?: boolean}} [how] `plain`: in a narrow place, without the icon */
export function quiet(desk, at, { last = false, words = t("Two minutes to write"), plain = false } = {}) {
  if (!canWrite(desk)) return nothing;
  const slot = `window:${at}`;
  const act = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && start(desk, slot, last);
  return html`<button class="btn" aria-busy=${desk.busy(slot)} aria-disabled=${desk.online ? nothing : "true"} @click=${act}>${plain ? nothing : icon("edit")}${words}<span class="vh"> ${t("for all of us")}</span></button>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}`;
}
