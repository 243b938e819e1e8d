// @ts-check
// The words check: somebody calls a number, all screens show the words that belong to it, and whoever leads reads them out.
// Whoever gave some of us other keys would have had to know the number beforehand.
import { html, nothing } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { t } from "../../words.js";
import { focusSoon } from "../desk.js";
import { numberField } from "../number.js";

/** @typedef {import("../desk.js").Desk} Desk */

const RETRY_MS = 2_000;

/** @type {((root: Uint8Array, number: number) => string[]) | null} */
let wordsOf = null;

/** For every console, after its first drawing: fetched when it is wanted, the fetching would say so. @param {() => void} redraw */
export async function loadWords(redraw) {
  try {
    wordsOf = (await import("../../sealed/words.js")).wordsFor;
    redraw();
  } catch {
    setTimeout(() => loadWords(redraw), RETRY_MS); // on a train the line may be gone just now
  }
}

/** @param {string} text base64url */
const unb64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** Does the link that is shared from here vouch for these keys? 26 letters hold 156 of its 160 bits. @param {{root: string, k: string}} place */
export const sameKeys = ({ root, k }) => !root || !k || root.slice(0, 26) === k.slice(0, 26);

/** @param {Desk} desk */
export function askForWords(desk) {
  desk.unfold("card", null);
  desk.unfold("check", true);
  focusSoon("check-title");
}

/** @param {Desk} desk */
function back(desk) {
  desk.unfold("check", false);
  focusSoon("ask-words");
}

/** @param {Desk} desk */
function words({ views, place }) {
  const number = views.stage.cards?.number ?? null;
  if (number === null) return nothing;
  if (!wordsOf || !place.root) return html`<p class="note">${t("The words come in a moment.")}</p>`;
  return html`<section class="stack close" aria-labelledby="four"><h3 class="kicker" id="four">${t("For {number}, all screens say", { number })}</h3>
    <p class="fourwords" translate="no">${wordsOf(unb64(place.root), number).map((word) => html`<span>${word}</span> `)}</p>
    <p class="note">${t("Read them slowly. Does any screen show other words? Then somebody may have given it other keys: use no cards until you know why.")}</p></section>`;
}

/** In the middle. @param {Desk} desk */
export function wordsCheck(desk) {
  return html`<div class="row keep"><button class="btn bare flush" @click=${() => back(desk)}>${icon("back")}${desk.head.title}</button></div>
    <div class="stack tight"><h2 class="voice big" id="check-title" tabindex="-1">${t("Do all screens have the same keys?")}</h2>
      <p class="note">${t("Let somebody else call a number from 0 to 99. Type it, and read the four words aloud; everyone compares. Whoever joined with the link has this already, and may check it all the same.")}</p></div>
    ${numberField(desk, {
      id: "number", label: t("The number that was called"), button: t("Show the words"), least: 0, most: 99,
      given: (number) => desk.tell("call_number", { number }, "number"),
    })}
    ${words(desk)}`;
}
