// @ts-check
// The path: every step, the piece lies on the one that is on. A step that is pressed unfolds; going there is a second
// press, because it moves everybody.
import { html, nothing, repeat } from "../vendor/lit.js";
import { t } from "../words.js";
import { toTheStep } from "./desk.js";
import { inAll } from "./head.js";
import { kindOf } from "./kinds/index.js";
import { halves, minutes } from "./naming.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").OutlineStep} OutlineStep */

/** Where the group is on the path; during an aside, the step to which it goes back. @param {Desk} desk */
const at = ({ head }) => head.back ?? head.step;

/** @param {Desk} desk @param {number} index */
function goThere(desk, index) {
  const { head } = desk;
  if (head.phase !== "running")
    return html`<p class="meta">${head.phase === "before" ? t("You can go anywhere once the circle is open.") : t("The circle is closed.")}</p>`;
  if (index === head.step) return html`<p class="meta">${t("The group is here.")}</p>`;
  const parting = kindOf(head.kind).parting?.(desk);
  return html`${parting ? html`<p class="meta">${parting}</p>` : nothing}<button class="btn" aria-disabled=${!desk.ready ? "true" : nothing} @click=${() => go(desk, index)}>${t("Take everyone here")}</button>`;
}

/** @param {Desk} desk @param {number} index */
async function go(desk, index) {
  if (!desk.ready) return;
  desk.unfold("step", null);
  const answer = await desk.tell("go_to_step", { step: index, expecting: desk.head.step }, "move");
  if (answer?.ok) toTheStep(desk);
}

/** @param {Desk} desk @param {OutlineStep} step @param {number} index */
function step(desk, step, index) {
  const { head } = desk;
  const here = at(desk);
  const aside = head.added && index === here;
  const on = head.phase === "running" && index === here && !aside;
  const past = head.phase === "ended" || (head.phase === "running" && index < here);
  const open = desk.unfolded("step") === index;
  return html`<li class=${on ? "now-on" : past ? "past" : ""}>
    <button aria-current=${on ? "step" : nothing} aria-expanded=${open} @click=${() => desk.unfold("step", open ? null : index)}>
      <span>${step.title}</span><span class="m">${halves(step.seconds)}<span aria-hidden="true">′</span><span class="vh"> ${t("minutes")}</span></span>
    </button>
    ${open ? html`<div class="stepmore">${goThere(desk, index)}</div>` : nothing}
    ${aside ? html`<p class="between" aria-current="step"><span>${head.title}</span> <span class="m">${t("in between")}</span></p>` : nothing}
  </li>`;
}

/** @param {Desk} desk */
function steps(desk) {
  return html`<ol class="steps">${repeat(desk.header.outline, (_, i) => i, (one, i) => step(desk, one, i))}</ol>`;
}

/** @param {Desk} desk */
function whereWeAre(desk) {
  const { head, header } = desk;
  if (head.phase === "before") return t("Nothing has begun");
  if (head.phase === "ended") return t("All is done");
  const where = t("Step {n} of {of}", { n: at(desk) + 1, of: header.outline.length });
  return head.added ? `${head.title} · ${where}` : where;
}

/** The beads; during an aside, where the group goes back to. @param {Pick<import("../protocol.js").StageHead, "phase" | "step" | "steps" | "back">} head */
export function thread(head) {
  const at = head.phase === "before" ? -1 : head.phase === "ended" ? head.steps : (head.back ?? head.step);
  const label = at < 0 || at >= head.steps ? t("{n} steps", { n: head.steps }) : t("Step {n} of {of}", { n: at + 1, of: head.steps });
  return html`<ol class="thread" aria-label=${label}>
    ${Array.from({ length: head.steps }, (_, i) =>
      i === at ? html`<li class="now" aria-current="step"></li>` : html`<li class=${i < at ? "past" : ""}></li>`)}
  </ol>`;
}

/** @param {Desk} desk */
export function path(desk) {
  const minutesLeft = desk.head.phase === "running" ? t("{time} after this step", { time: minutes(desk.header.after_ms / 1000) }) : inAll(desk);
  return html`<nav class="path stack close" aria-label=${t("Steps")}>
    <div class="threadtop">
      ${thread({ ...desk.head, step: at(desk) })}
      <details class="allsteps"><summary class="meta">${whereWeAre(desk)} · ${minutesLeft} · ${t("All steps")}</summary>${steps(desk)}</details>
    </div>
    <p class="kicker">${t("{n} steps", { n: desk.header.outline.length })} · ${inAll(desk)}</p>
    ${steps(desk)}
  </nav>`;
}
