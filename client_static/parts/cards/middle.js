// @ts-check
/** The middle of the circle: what was asked for, the cards, what is held. Newest last. */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { count, t } from "../../words.js";
import { icon } from "../icon.js";
import { cardOf } from "./card.js";
import { handle } from "./mine.js";
import { elsewhereSide } from "./own.js";
import { asking, shownTaps } from "./taps.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** @type {Record<string, string>} */
const WHY = { names: "It names a person.", care: "It needs care first.", later: "Its time is later." };

/** @param {Ctx} ctx */
export function middle(ctx) {
  const { held } = ctx.middle;
  if (!ctx.cards.length && !held.length && !asking(ctx).length) return nothing;
  return html`<section class="stack close" id="cards" tabindex="-1" aria-labelledby="cards-title"><h2 id="cards-title">${t("In the middle")}</h2>
    ${threshold(ctx)}${shownTaps(ctx)}
    ${repeat(ctx.cards, (card) => card.id, (card) => cardOf(ctx, card))}
    ${[...new Set(held.map((one) => one.why))].map((why) => heldBack(ctx, held.filter((one) => one.why === why).length, why))}</section>`;
}

/** @param {Ctx} ctx */
function threshold({ middle }) {
  return middle.threshold ? html`<p class="note">${t("Agreed: when {n} say “me too” to a card, we pause.", { n: middle.threshold })}</p>` : nothing;
}

/** @param {Ctx} ctx @param {number} n @param {string} why */
function heldBack(ctx, n, why) {
  const name = leadName(ctx, t("Whoever leads"));
  const is = count(n, "1 card is held.", "{n} cards are held.");
  return html`<div class="tell">${icon("lock")}<p><b>${is}</b> ${t(WHY[why] ?? "")} ${n === 1 ? t("{name} will come back to it before we close.", { name }) : t("{name} will come back to them before we close.", { name })}</p></div>`;
}

/** A word on top when a card is new, because it lies below what one is looking at. @param {Ctx} ctx */
export function newCards(ctx) {
  const fresh = ctx.cards.filter((card) => !ctx.ui.read.has(card.id) && card.state !== "withdrawn").length;
  if (!fresh) return nothing;
  const read = () => {
    for (const card of ctx.cards) ctx.ui.read.add(card.id);
    ctx.draw();
    const cards = document.getElementById("cards");
    cards?.scrollIntoView({ block: "start" });
    cards?.focus({ preventScroll: true });
  };
  return html`<div class="net" role="group" aria-label=${t("Cards")}>${icon("card")}<p>${fresh === 1 ? t("A card is shown to all.") : t("{n} cards are shown to all.", { n: fresh })}</p>
    <button type="button" class="btn" @click=${read}>${t("Read")}</button></div>`;
}

/** On every screen alike: where one finds the answer to a card that only those who lead have read. @param {Ctx} ctx */
export function fromHere(ctx) {
  if (ctx.peers || ctx.head.phase === "before") return nothing;
  const shown = new Set(ctx.cards.map((card) => card.id));
  const n = ctx.middle.letters.filter((letter) => !shown.has(letter.card)).length;
  return html`${n ? html`<p class="note">${count(n, "A card that was not shown has an answer, for whoever wrote it alone.", "{n} cards that were not shown have answers, for those who wrote them alone.")}</p>` : nothing}
    ${handle(ctx, "elsewhere", html`${icon("card")}${t("My cards that are not shown")}`, () => elsewhereSide(ctx))}`;
}
