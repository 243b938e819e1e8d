// @ts-check
/**
 * The box for words. Nothing leaves it before the opening: opening it, typing and putting away tell the server nothing.
 * The words are kept in memory only and go when the page does.
 */

import { html, nothing } from "../../vendor/lit.js";
import { left } from "../../clock.js";
import { clockText, t } from "../../words.js";
import { button } from "../button.js";
import { icon } from "../icon.js";
import { openCheck, wordsCheck } from "./check.js";
import { asked, atOpening, choices, field, tooLong } from "./form.js";
import { boxState, floorFor, honest, shut, tappers, who, writers } from "./standing.js";
import { taps } from "./taps.js";
import { further, textOf } from "./thread.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx */
export function boxBar(ctx) {
  const ms = left(ctx.head, ctx.now);
  return html`<div class="bar"><div class="row keep">
    <button type="button" class="btn bare flush" @click=${() => ctx.closeConcern()}>${icon("back")}${t("Back, keep my words")}</button>
    ${ms === null || ctx.head.phase !== "running" ? nothing : html`<span class="time push num" role="timer">${icon("clock", "sm")}<span>${clockText(ms)}</span></span>`}
  </div></div>`;
}

/** @param {Ctx} ctx */
export function boxScreen(ctx) {
  return ctx.ui.concern.card ? furtherWords(ctx, ctx.ui.concern.card) : firstWords(ctx);
}

/** @param {Ctx} ctx */
function firstWords(ctx) {
  const { concern } = ctx.ui;
  const soon = concern.soon && ctx.middle.soon;
  const n = soon ? tappers(ctx) : writers(ctx, thingFor(ctx, "", concern.text));
  const put = (/** @type {string} */ text) => (begins(ctx, "", concern.text), (concern.text = text), ctx.draw());
  return html`<section class="stack" aria-labelledby="concern-title">
    <h1 id="concern-title" tabindex="-1">${t("What should be known?")}</h1>
    ${boxState(ctx)}${closing(ctx)}${openCheck(ctx)}${taps(ctx)}
    <div class="card writing"><h2>${t("In words")}</h2>
      ${ctx.boxNow ? who(ctx, n, { soon }) : nothing}${honest()}
      ${field(ctx, { text: concern.text, label: t("Your concern"), put })}
      ${isClosing(ctx) && !soon ? nothing : html`<p class="meta">${soon ? t("None of your words leaves before you send them. Then they open with the next beat.") : atOpening(ctx, t("None of your words leaves before {time}. Then they go in the packet that everybody sends, and open shuffled with any others."), thingFor(ctx, "", concern.text))}</p>`}</div>
    ${choices(ctx, { soon: true })}
    ${button(ctx, "concern", { label: t("Send without my name"), icon: "card", look: "sealed wide", missing: missing(ctx, n, concern.text, soon), run: () => seal(ctx, n, soon) })}
    ${wordsCheck(ctx)}${limits()}
  </section>`;
}

/** Whoever began to write before all were quiet has told by that silence; such words do not open with the others. @param {Ctx} ctx @param {string} card "" for a new one @param {string} text what is there already */
function begins(ctx, card, text) {
  if (!text.trim()) ctx.ui.cards.begun.set(card, asked(ctx));
}

/** What these words are for: the step that is on, if they were begun in it. @param {Ctx} ctx @param {string} card @param {string} text */
function thingFor(ctx, card, text) {
  const thing = asked(ctx);
  return !text.trim() || ctx.ui.cards.begun.get(card) === thing ? thing : "";
}

/** Words that were sealed now would wait for long, and the circle is closing. @param {Ctx} ctx @param {string} [thing] */
const isClosing = (ctx, thing = asked(ctx)) => Boolean(ctx.boxNow?.closing) && !thing;

/** @param {Ctx} ctx */
function closing(ctx) {
  if (!isClosing(ctx)) return nothing;
  return html`<div class="tell dusk">${icon("later")}<p><b>${t("The last words are open.")}</b> ${t("What is still to be said is said aloud, or written when all are quiet and write once more. The two buttons without a word go on working.")}</p></div>`;
}

/** @param {Ctx} ctx @param {number} n @param {string} text @param {boolean} [soon] */
function missing(ctx, n, text, soon) {
  return shut(ctx, n, soon) ?? (isClosing(ctx, thingFor(ctx, ctx.ui.concern.card, text)) && !soon ? t("The last words are open already") : !text.trim() ? t("Write something first") : tooLong(ctx, text) ? t("Too long for one card") : undefined);
}

/** @param {Ctx} ctx @param {number} n @param {boolean} soon */
function seal(ctx, n, soon) {
  const { text, weight, to } = ctx.ui.concern;
  if (!sealCard(ctx, { text, weight, to, soon }, n, thingFor(ctx, "", text))) return;
  Object.assign(ctx.ui.concern, { text: "", weight: "thought", soon: false });
  close(ctx);
}

/**
 * @param {Ctx} ctx @param {{text: string, weight: "thought" | "slow" | "stop", to: "lead" | "all", soon: boolean}} given
 * @param {number} n what was shown beside the box @param {string} [thing] what it was written for
 */
export function sealCard(ctx, { text, weight, to, soon }, n, thing = asked(ctx)) {
  const id = ctx.box.card({ text, to: ctx.peers ? "all" : to, weight, soon, floor: floorFor(ctx, n, soon), asked: thing });
  if (id) ctx.ui.cards.texts.set(id, text);
  ctx.say(id ? t("Sealed.") : t("This could not be sealed. Your words are still here."));
  return Boolean(id);
}

/** @param {Ctx} ctx */
function close(ctx) {
  ctx.closeConcern();
  [...document.querySelectorAll("main [data-sealed]")].at(-1)?.scrollIntoView({ block: "nearest" });
}

/** More by the hand that wrote a card. @param {Ctx} ctx @param {string} card */
function furtherWords(ctx, card) {
  const { replies } = ctx.ui.cards;
  const text = replies.get(card) ?? "";
  const n = further(ctx, card);
  const put = (/** @type {string} */ words) => (begins(ctx, card, text), replies.set(card, words), ctx.draw());
  const run = () => {
    if (!ctx.box.reply(card, text, floorFor(ctx, n), thingFor(ctx, card, text))) return ctx.say(t("This could not be sealed. Your words are still here."));
    replies.delete(card);
    ctx.say(t("Sealed."));
    close(ctx);
  };
  return html`<section class="stack" aria-labelledby="concern-title">
    <h1 id="concern-title">${t("More about your card")}</h1>
    ${boxState(ctx)}${closing(ctx)}
    <blockquote class="say"><p class="voice small" translate="no">${textOf(ctx, card)}</p></blockquote>
    <div class="card writing">${ctx.boxNow ? who(ctx, n, { further: true }) : nothing}
      <p class="meta">${t("Whoever writes twice was here twice: only those who never left since your card could have written this.")}</p>${honest()}
      ${field(ctx, { text, label: t("Your further words"), put })}
      ${isClosing(ctx) ? nothing : html`<p class="meta">${atOpening(ctx, t("None of your words leaves before {time}. Then they go in the packet that everybody sends, and open shuffled with any others."), thingFor(ctx, card, text))}</p>`}</div>
    ${button(ctx, "further", { label: t("Send without my name"), icon: "card", look: "sealed wide", missing: missing(ctx, n, text), run })}
    <p class="note">${t("Whoever can see this screen now can tell that the card is yours.")}</p></section>`;
}

function limits() {
  return html`<details><summary>${t("What this cannot protect you from")}</summary><div class="stack tight note">
    <p>${t("Nobody can hide how you write, or a thing only you know; say it as others would.")}</p>
    <p>${t("Somebody who watches your device or opens your network’s traffic, and all others together, can know. So can whoever runs this server, if they change its software.")}</p>
    <p>${t("If being found out would put you in danger, do not write here: speak to somebody you trust, outside of this.")}</p></div></details>`;
}
