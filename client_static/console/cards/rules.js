// @ts-check
// What the group has agreed about cards: when a me-too holds the clock, how many we must be, and whether words may hurry.
import { html, live, nothing } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { t } from "../../words.js";
import { numberField } from "../number.js";
import { askForWords } from "./check.js";

/** @typedef {import("../desk.js").Desk} Desk */

const FEWEST = 3; // below, nothing opens anywhere
const MOST = 1000;

/** @param {Desk} desk @param {import("../../protocol.js").StageCards} cards */
function threshold(desk, { threshold }) {
  if (threshold !== null)
    return html`<div class="stack tight"><p class="note">${t("We agreed: when {n} say “me too” to one card, the clock holds by itself.", { n: threshold })}</p>
      <div class="row"><button class="btn" aria-disabled=${desk.online ? nothing : "true"} @click=${() => desk.online && desk.tell("agree_threshold", { metoos: null }, "me-toos")}>${t("No longer")}</button></div>
      ${desk.no("me-toos") ? html`<p class="err">${desk.no("me-toos")}</p>` : nothing}</div>`;
  return numberField(desk, {
    id: "me-toos", label: t("At how many “me too” shall the clock hold by itself? Ask the group."), button: t("Agreed"), least: 2, most: MOST,
    given: (metoos) => desk.tell("agree_threshold", { metoos }, "me-toos"),
  });
}

/** @param {Desk} desk @param {import("../../protocol.js").StageCards} cards */
function floor(desk, { floor }) {
  return html`<div class="stack tight"><p class="note">${t("Words open only when at least {n} could have written them. This can be raised, never lowered.", { n: floor })}</p>
    ${numberField(desk, {
      id: "floor", label: t("Raise it to"), button: t("Raise it"), least: Math.max(FEWEST, floor) + 1, most: MOST,
      given: (n) => desk.tell("raise_floor", { floor: n }, "floor"),
    })}</div>`;
}

/** @param {Desk} desk @param {import("../../protocol.js").StageCards} cards */
function soon(desk, { soon }) {
  const choice = (/** @type {boolean} */ allowed, /** @type {string} */ words) => html`<label><input type="radio" name="soon" .checked=${live(soon === allowed)}
    @change=${() => desk.tell("allow_soon", { allowed }, "soon")}><span>${words}</span></label>`;
  return html`<fieldset class="field"><legend>${t("Words that cannot wait")}</legend><div class="pick">
    ${choice(true, t("May open within half a minute, always called unsigned"))}${choice(false, t("Wait for the next opening, like all others"))}</div>
    ${desk.no("soon") ? html`<p class="err">${desk.no("soon")}</p>` : nothing}</fieldset>`;
}

/** @param {Desk} desk */
export function rules(desk) {
  const cards = desk.views.stage.cards;
  if (!cards) return nothing;
  return html`<div class="row"><button class="btn bare flush" id="ask-words" @click=${() => askForWords(desk)}>${icon("check")}${t("Compare the words")}</button></div>
    <details class="keys"><summary>${t("What we agreed about cards")}</summary><div class="stack">${threshold(desk, cards)}${floor(desk, cards)}${soon(desk, cards)}</div></details>`;
}
