// @ts-check
/** A card in the middle. It never has a face: how many could have written it, what became of it, and what came back. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { count, t, timeOfDay } from "../../words.js";
import { icon } from "../icon.js";
import { handle } from "./mine.js";
import { ownSide, secondTap, SHORT } from "./own.js";
import { stood } from "./standing.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").OpenCard} OpenCard */

/** @type {Record<string, string>} */
const WEIGHTS = { slow: "Please slow down", stop: "Please stop" };
/** @type {Record<string, string>} */
const STATES = { parked: "Kept for later", done: "Done" };

/** How long what a press did is told beside it, in ms. */
const TOLD = 8_000;

/** @param {Ctx} ctx @param {OpenCard} card */
export function cardOf(ctx, card) {
  if (card.state === "withdrawn") return html`<article class="card gone"><p class="note">${t("A card was taken back by whoever wrote it.")}</p></article>`;
  return html`<article class="card" aria-labelledby="card-${card.id}">
    ${tags(card)}
    <div class="stack tight" id="card-${card.id}">${words(card)}</div>
    <p class="meta">${stood(card)} · <span class="num">${timeOfDay(card.at)}</span></p>
    ${card.owner ? html`<p class="own">${icon("people", "sm")}${t("{name} says that this is theirs.", { name: card.owner })}</p>` : nothing}
    ${card.kept ? html`<p class="own">${icon("pause", "sm")}${agreed(ctx, card)}</p>` : nothing}
    ${meToo(ctx, card)}${thread(ctx, card)}
    ${handle(ctx, card.id, t("Mine?"), () => ownSide(ctx, card.id))}${[card.id, ...card.parts.map((part) => part.id)].map((id) => secondTap(ctx, id))}
  </article>`;
}

/** @param {OpenCard} card */
function tags({ weight, state }) {
  const is = WEIGHTS[weight];
  const now = STATES[state];
  return is || now ? html`<div class="row">${is ? html`<span class="tag ${weight === "stop" ? "rust" : "dusk"}">${t(is)}</span>` : nothing}${now ? html`<span class="tag">${t(now)}</span>` : nothing}</div>` : nothing;
}

/** @param {OpenCard} card */
function words({ text, parts }) {
  if (!parts.length) return html`<p class="voice">${text ?? gone()}</p>`;
  return html`<p class="kicker">${count(parts.length, "", "{n} cards, put together")}</p>${parts.map((part) => html`<p class="voice">${part.text ?? gone()}</p>`)}`;
}

const gone = () => t("These words were removed.");

/** @param {Ctx} ctx @param {OpenCard} card */
function agreed({ middle }, { metoos }) {
  return t("The group agreed: {n} me-toos, and we pause.", { n: middle.threshold ?? metoos });
}

/** The same on every card, also on one's own: nobody shall see from a button that is missing whose card it is. @param {Ctx} ctx @param {OpenCard} card */
function meToo(ctx, card) {
  const n = card.metoos ? html` · <span class="num">${card.at_least ? t("at least {n}", { n: card.metoos }) : card.metoos}</span>` : nothing;
  if (!card.votes || ctx.head.phase !== "running") return card.metoos ? html`<p class="own">${icon("metoo", "sm")}${t("Me too")}${n}</p>` : nothing;
  const told = ctx.ui.cards.hint;
  const hint = told?.card === card.id && ctx.now < told.until ? told.words : "";
  return html`<div class="row"><button type="button" class="btn dusk" data-act="metoo" @click=${() => press(ctx, card.id)}>${icon("metoo")}<span>${t("Me too")}${n}</span></button>
    ${hint ? html`<span class="note">${hint}</span>` : nothing}</div>`;
}

/** @param {Ctx} ctx @param {string} card */
function press(ctx, card) {
  const words = ctx.box.mine(card)
    ? t("It is yours; it speaks for you already.")
    : ctx.box.said(card)
      ? t("Said already. It counts once.")
      : ctx.box.metoo(card)
        ? t("It leaves with the next beat.")
        : t("This screen came after the card and cannot say so. Say it aloud, if you like.");
  ctx.ui.cards.hint = { card, words, until: ctx.now + TOLD };
  ctx.say(words);
  ctx.draw();
}

/** What came back: an answer, further words of its author, short ones. @param {Ctx} ctx @param {OpenCard} card */
function thread(ctx, { answer, replies, quick }) {
  if (!answer && !replies.length && !quick.length) return nothing;
  const said = quick.map((one) => SHORT[/** @type {keyof typeof SHORT} */ (one)]).filter(Boolean);
  return html`<ol class="stack close" aria-label=${t("What came back")}>
    ${answer ? html`<li class="say stack tight"><p class="kicker">${t("{name}, who leads", { name: leadName(ctx, t("Somebody")) })}</p><p class="voice small">${answer}</p></li>` : nothing}
    ${replies.map((reply) => html`<li class="say stack tight"><p class="kicker">${t("Whoever wrote the card")} · ${stood(reply)}</p><p class="voice small">${reply.text ?? gone()}</p></li>`)}
    ${said.map((one) => html`<li class="say stack tight"><p class="kicker">${t("Whoever wrote the card")}</p><p class="voice small">${t(one)}.</p></li>`)}</ol>`;
}
