// @ts-check
/**
 * The desk: a field to write in, and what can be done with the words. When the group moves on, the same desk becomes
 * the box of unsent words. It is one template on purpose: the field stays the same element, so focus and caret stay.
 */

import { html, live, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { fault } from "../panel/screens.js";
import { button } from "./button.js";

/**
 * @typedef {object} Desk
 * @property {string} id of the step
 * @property {import("../drafts.js").Draft} draft
 * @property {boolean} current of the step that is on
 * @property {string} [hint] beside the label
 * @property {string} [fault]
 * @property {import("./button.js").Press[]} presses
 * @property {unknown} [before] above the field
 * @property {unknown} [middle] between field and buttons
 * @property {unknown} [after] below the buttons
 */

/** @param {import("../panel/context.js").Ctx} ctx @param {Desk} desk */
export function deskOf(ctx, desk) {
  const { id, draft, current } = desk;
  const field = `desk-${id}`;
  const own = draft.way !== "named"; // words that are nobody else's business go to no spelling service
  const sealed = draft.way === "unsigned" || draft.way === "card"; // its room is counted in bytes, and said
  const box = current ? (sealed ? "card writing" : "stack close") : "sheet stack close";
  return html`<section class="stack close" data-desk=${id} aria-label=${current ? nothing : heading(ctx, draft)}><div class=${box}>
    ${current ? nothing : html`<h2>${heading(ctx, draft)}</h2>`}
    ${desk.before ?? nothing}
    <div class="field"><label for=${field}>${current ? draft.label : draft.title} ${desk.hint && current ? html`<span class="opt">(${desk.hint})</span>` : nothing}</label>
      <textarea class=${draft.way === "private" ? "in page-of-mine" : "in"} id=${field} .value=${live(draft.text)} maxlength=${sealed ? nothing : 4000}
        autocomplete="off" autocorrect=${own ? "off" : "on"} spellcheck=${own ? "false" : "true"} translate=${own ? "no" : nothing}
        aria-invalid=${desk.fault ? "true" : nothing} aria-describedby=${desk.fault ? `${field}-fault` : nothing}
        @input=${(/** @type {any} */ event) => (ctx.drafts.put(id, { ...draft, text: event.target.value }), ctx.draw())}></textarea>
      ${fault(`${field}-fault`, desk.fault ?? "")}</div>
    ${desk.middle ?? nothing}
    ${desk.presses.length > 1 ? html`<div class="acts">${desk.presses.map((press, i) => button(ctx, `desk-${id}-${i}`, press))}</div>` : desk.presses.map((press) => button(ctx, `desk-${id}-0`, press))}</div>
    ${desk.after ?? nothing}
  </section>`;
}

/** @param {import("../panel/context.js").Ctx} ctx @param {import("../drafts.js").Draft} draft */
function heading(ctx, draft) {
  if (draft.way === "private") return t("Your own page, from an earlier step");
  if (draft.step === ctx.head.step) return t("Your unsent words");
  return draft.step === ctx.head.step - 1 ? t("Your unsent words, from the step before") : t("Your unsent words, from an earlier step");
}

/** Copy words to the clipboard; where the browser refuses, say how else. @param {import("../panel/context.js").Ctx} ctx @param {string} text @param {string} from id of the field */
export async function copy(ctx, text, from) {
  try {
    await navigator.clipboard.writeText(text);
    ctx.say(t("Copied."));
  } catch {
    const field = document.getElementById(from);
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.select();
    ctx.say(t("Marked. Copy it with your keyboard."));
  }
}
