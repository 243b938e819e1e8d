// @ts-check
// The end: asked once, in place. And what becomes of the cards, as the group has chosen; after the end it is too late.
import { html, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { focusSoon } from "./desk.js";
import { canWrite, quiet } from "./quiet.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Desk} desk */
export function askToEnd(desk) {
  desk.unfold("ending", true);
  focusSoon("end-title");
}

/** @param {Desk} desk @param {boolean} keep @param {string} words */
function choice(desk, keep, words) {
  const chosen = desk.header.keep_cards === keep;
  return html`<label><input type="radio" name="keep-cards" .checked=${chosen}
    @change=${() => desk.tell("keep_cards", { keep }, "keep")}><span>${words}</span></label>`;
}

/** @param {Desk} desk */
export function keepChoice(desk) {
  return html`<fieldset class="field"><legend>${t("What becomes of the cards?")}</legend><div class="pick">
    ${choice(desk, false, t("They go. No card text is kept or put in the report."))}
    ${choice(desk, true, t("We keep them. The group has said so; texts go into the report, without names."))}
  </div></fieldset>`;
}

/** What is sealed and has not opened is nowhere but on its author's screen, and goes with the circle. @param {Desk} desk */
function lastWords(desk) {
  const part = /** @type {any} */ (desk.head.part);
  if (desk.head.phase !== "running") return nothing;
  const said = part?.kind === "window" && part.last;
  return html`<p class="note">${t("Words that are sealed and not open yet are gone when the circle closes. Nobody can see whether there are any.")}</p>
    ${!said && canWrite(desk) ? html`<div class="row">${quiet(desk, "last", { last: true, words: t("Last words before we close: two minutes to write") })}</div>` : nothing}`;
}

/** @param {Desk} desk */
function notYet(desk) {
  desk.unfold("ending", false);
  focusSoon("onward");
}

/** @param {Desk} desk */
export function endBox(desk) {
  return html`<section class="sheet stack close comes" aria-labelledby="end-title">
    <h3 id="end-title" tabindex="-1">${t("Close the circle")}</h3>
    <p class="note">${t("Everyone sees the closing panel; nobody is cut off in the call. This cannot be taken back.")}</p>
    ${lastWords(desk)} ${keepChoice(desk)}
    <div class="row">
      <button class="btn" aria-busy=${desk.busy("end")} aria-disabled=${!desk.online ? "true" : nothing} @click=${() => desk.online && desk.tell("end")}>${t("Close it for all")}</button>
      <button class="btn bare" @click=${() => notYet(desk)}>${t("Not yet")}</button>
    </div>
  </section>`;
}
