// @ts-check
/** Cards: those shown to all, and those of this screen that are still sealed. A card never has a face. */

import { html, nothing, repeat } from "../vendor/lit.js";
import { mix, t } from "../words.js";
import { leadName } from "../panel/context.js";
import { opensAt } from "./concern.js";
import { icon } from "./icon.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */
/** @typedef {import("../protocol.js").OpenCard} OpenCard */

/** @type {Record<string, string>} */
const WEIGHTS = { slow: "Please slow down", stop: "Please stop" };

/** One of what was sent from here. Covered, it still goes its way. @param {Ctx} ctx */
export function ownCards(ctx) {
  return repeat(ctx.sealed.cards().filter((one) => !one.hidden), (one) => one.id, (one) => own(ctx, one));
}

/** @param {Ctx} ctx @param {import("../sealed.js").Sealed} one */
function own(ctx, one) {
  if (one.state === "opened") {
    return told(ctx, one, html`<p>${one.to === "all" ? t("Your card has opened, with any others of that minute.") : t("Your card has opened. {name} has it.", { name: leadName(ctx, t("Whoever leads")) })}</p>`);
  }
  if (one.state === "lost") {
    return told(ctx, one, html`<p>${t("A card could not be sent. Its words are still here:")}</p><p class="voice small">${one.text}</p>`);
  }
  return html`<article class="card comes" aria-label=${t("Your sealed card")}>
    <div class="row keep">${icon("lock")}<h2>${t("Sealed")}</h2></div>
    <p class="voice small" translate="no">${one.text}</p>
    <p class="meta">${mix(t("Opens at {time}, shuffled with any others. Only this screen knows it is yours."), { time: /** @type {any} */ (opensAt(one.opens)) })}</p>
    <button type="button" class="btn" @click=${() => ctx.sealed.cover(one.id)}>${t("Hide it here")}</button>
    <p class="meta">${t("Please leave this panel open until it has opened.")}</p>
  </article>`;
}

/** @param {Ctx} ctx @param {import("../sealed.js").Sealed} one @param {unknown} words */
function told(ctx, one, words) {
  return html`<div class="stack tight"><div class="tell dusk">${icon("card")}<div class="stack tight">${words}</div></div>
    <button type="button" class="btn" @click=${() => ctx.sealed.hide(one.id)}>${t("Hide it here")}</button></div>`;
}

/** The cards in the middle, newest last. @param {Ctx} ctx */
export function shownCards(ctx) {
  if (!ctx.cards.length) return nothing;
  return html`<section class="stack close" id="cards" tabindex="-1" aria-labelledby="cards-title"><h2 id="cards-title">${t("In the middle")}</h2>
    ${repeat(ctx.cards, (card) => card.id, (card) => shown(ctx, card))}</section>`;
}

/** @param {Ctx} ctx @param {OpenCard} card */
function shown(ctx, card) {
  return html`<article class="card">
    ${WEIGHTS[card.weight] ? html`<div class="row"><span class="tag dusk">${t(/** @type {string} */ (WEIGHTS[card.weight]))}</span></div>` : nothing}
    <p class="voice">${card.text ?? t("These words were removed.")}</p>
    ${card.answer ? html`<div class="say stack tight"><p class="kicker">${t("{name}, who leads", { name: leadName(ctx, t("Somebody")) })}</p><p class="voice small">${card.answer}</p></div>` : nothing}
  </article>`;
}

/** A word on top when a card is new, because it lies below what one is looking at. @param {Ctx} ctx */
export function newCardBar(ctx) {
  const fresh = ctx.cards.filter((card) => !ctx.ui.read.has(card.id)).length;
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
