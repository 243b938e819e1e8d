// @ts-check
// The card in hand: it lies in the middle, where the group's things are, with words to say and what can be done.
import { html, live, nothing } from "../../vendor/lit.js";
import { icon, stone } from "../../parts/icon.js";
import { count, t, timeOfDay } from "../../words.js";
import { clock } from "../now.js";
import { acts, merge } from "./acts.js";
import { sixMoves } from "./moves.js";
import { take } from "./taken.js";
import { couldHave, lines, meToos, stateOf, thread, weight } from "./told.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../protocol.js").ConsoleCard} ConsoleCard */

/** @param {ConsoleCard} card */
export function whose(card) {
  return card.shown ? t("everyone sees it") : card.to === "lead" ? t("for you") : t("for all");
}

/** @param {Desk} desk @param {ConsoleCard} card @param {SubmitEvent} event */
async function answer(desk, card, event) {
  event.preventDefault();
  const text = (desk.drafts.get(card.id) ?? "").trim();
  if (!text || !desk.online) return;
  const given = await desk.tell("answer_card", { card: card.id, text }, "reply");
  if (given?.ok) desk.drafts.delete(card.id);
  desk.redraw();
}

/** Who will read it is said before it is written. @param {ConsoleCard} card */
function readers(card) {
  if (!card.shown) return card.answer ? t("Another answer; it takes the place of the first. Only its author will read this") : t("Your answer. Only its author will read this");
  return card.answer ? t("Another answer; it takes the place of the first. Everyone reads it") : t("Your answer on the card. Everyone reads it");
}

/** @param {Desk} desk @param {ConsoleCard} card */
function reply(desk, card) {
  if (card.state === "withdrawn" || desk.head.phase === "ended") return nothing;
  const draft = desk.drafts.get(card.id) ?? "";
  /** @param {any} event */
  const write = (event) => {
    desk.drafts.set(card.id, event.target.value);
    desk.redraw();
  };
  return html`<form class="stack tight" @submit=${(/** @type {SubmitEvent} */ event) => answer(desk, card, event)}>
    <div class="field"><label for="reply">${readers(card)}</label>
      <textarea class="in short" id="reply" maxlength="1000" autocomplete="off" .value=${live(draft)} @input=${write}></textarea></div>
    <div class="row"><button class="btn" aria-busy=${desk.busy("reply")} aria-disabled=${!draft.trim() || !desk.online ? "true" : nothing}>${icon("edit")}${t("Answer on the card")}</button>
    ${desk.no("reply") ? html`<p class="err">${desk.no("reply")}</p>` : nothing}</div>
  </form>`;
}

/** As agreed, and kept. @param {Desk} desk @param {ConsoleCard} card */
function kept(desk, card) {
  if (!card.kept) return nothing;
  const agreed = desk.views.stage.cards?.threshold ?? card.metoos;
  return html`<p class="tell dusk">${icon("metoo")}<span>${t("{n} said “me too”. We agreed that this holds the clock, and it was held.", { n: agreed })}</span></p>`;
}

/** @param {ConsoleCard} card */
function onTop(card) {
  const state = stateOf(card);
  return html`<div class="row">${weight(card)}${state ? html`<span class="tag">${state}</span>` : nothing}
    <span class="meta">${whose(card)} · ${t("opened {time}", { time: timeOfDay(card.at) })} · ${couldHave(card)}</span>
    ${card.metoos ? html`<span class="push note">${meToos(card)}</span>` : nothing}</div>`;
}

/** @param {ConsoleCard} card */
function words(card) {
  const said = lines(card);
  if (said.length === 1) return html`<h2 class="voice big" dir="auto">${said[0]}</h2>`;
  return html`<h2 class="vh">${count(said.length, "One card", "{n} cards, put together")}</h2>${said.map((one) => html`<p class="voice" dir="auto">${one}</p>`)}`;
}

/** What all see of a card that is held, and what must not be read out. @param {ConsoleCard} card */
function caution(card) {
  if (card.state === "held") return html`<p class="note">${t("Everyone sees that a card is held, and why; never its words. Say when you come back to it.")}</p>`;
  if (card.shown || card.state !== "open") return nothing;
  return html`<p class="note">${t("If it names somebody: do not read it out. Hold it, and speak with that person alone.")}</p>`;
}

/** @param {Desk} desk @param {ConsoleCard} card */
export function inTheMiddle(desk, card) {
  const { head } = desk;
  return html`<div class="row keep"><button class="btn bare flush" @click=${() => take(desk, null)}>${icon("back")}${head.title}</button><span class="push"></span>
      ${head.paused ? html`<span class="tag clay">${stone()}${t("The clock is held")}</span>` : nothing}${head.phase === "running" ? clock(desk) : nothing}</div>
    <article class="card" id="in-hand" tabindex="-1">${onTop(card)} ${words(card)}
      ${card.owner ? html`<p class="note">${t("{name} has said: this is mine.", { name: card.owner })}</p>` : nothing}
      ${card.answer ? html`<div class="say stack tight"><p class="kicker">${t("Your answer")}</p><p class="voice small" dir="auto">${card.answer}</p></div>` : nothing}
      ${thread(card)} ${kept(desk, card)}</article>
    ${caution(card)} ${card.state === "open" ? sixMoves(card, card.shown) : nothing} ${acts(desk, card)} ${reply(desk, card)} ${merge(desk, card)}`;
}
