// @ts-check
/** Four words that are alike on all screens: somebody calls a number, whoever leads reads the words aloud. */

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { icon } from "../icon.js";
import { leader } from "./standing.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** The number that was called and has its words on this screen. @param {Ctx} ctx */
function called(ctx) {
  const { number } = ctx.middle;
  const words = number === null ? null : ctx.box.words(number);
  return words && number !== null ? { number, words } : null;
}

/** In everybody's step while it is being compared, whoever's link vouches already: nobody shall stand out. @param {Ctx} ctx */
export function calledWords(ctx) {
  const is = called(ctx);
  return is && ctx.ui.cards.compared !== is.number ? html`<div class="comes">${compare(ctx, is)}</div>` : nothing;
}

/** Nobody vouches for the keys on this screen yet. @param {Ctx} ctx */
function isOpen(ctx) {
  const { checked, state, agreeable } = ctx.box.channel;
  return checked === "no" || (state === "refused" && agreeable) || ctx.ui.cards.differ;
}

/** In the box, first of all: words that wait to be compared. @param {Ctx} ctx */
export function openCheck(ctx) {
  const is = called(ctx);
  return is && isOpen(ctx) ? compare(ctx, is) : nothing;
}

/** In a step, which shows them anyway until they are compared: once more, where they did not agree. @param {Ctx} ctx */
export const openStill = (ctx) => (ctx.ui.cards.compared === ctx.middle.number ? openCheck(ctx) : nothing);

/** In the box: what is still to be compared, or the words once more. @param {Ctx} ctx */
export function wordsCheck(ctx) {
  const is = called(ctx);
  const open = isOpen(ctx);
  if (open && is) return nothing; // it stands above
  if (open && ctx.box.channel.state !== "loading") return html`<div class="tell dusk">${icon("info")}<p>${t(
    "No link vouches for the keys on this screen. Ask {name} to let somebody call a number: then all compare four words, and this box can be anonymous.", { name: leader(ctx) })}</p></div>`;
  if (!is) return nothing;
  return html`<details><summary>${t("The four words")}</summary>${large(is)}<p class="note">${t("Alike on all screens: everybody’s box has the same keys.")}</p></details>`;
}

/** @param {Ctx} ctx @param {{number: number, words: string[]}} is */
function compare(ctx, is) {
  const { cards } = ctx.ui;
  const answer = (/** @type {boolean} */ alike) => {
    [cards.compared, cards.differ] = [is.number, !alike];
    if (alike) ctx.box.agree();
    ctx.say(alike ? t("Thank you. This box has the same keys as everybody’s.") : t("The box is closed on this screen."));
    ctx.draw();
  };
  return html`<section class="sheet stack close" aria-labelledby="check-title">
    <h2 id="check-title">${t("Are these the words you hear?")}</h2>
    <p class="note">${t("{name} reads four words aloud for the number {number}. If yours are the same, everybody’s box is the same.", { name: leader(ctx), number: is.number })}</p>
    ${large(is)}
    <div class="acts"><button type="button" class="btn" data-act="agree" @click=${() => answer(true)}>${icon("check")}${t("They agree")}</button>
      <button type="button" class="btn" data-act="differ" @click=${() => answer(false)}>${t("They differ")}</button></div></section>`;
}

/** @param {{number: number, words: string[]}} is */
function large({ number, words }) {
  return html`<ol class="words large" aria-label=${t("The words for {number}", { number })} translate="no">${words.map((word) => html`<li>${word}</li>`)}</ol>`;
}
