// @ts-check
// Cards as those who lead see them: words and window, nothing else. Nobody is asked, counted or guessed at here.
import { html, live, nothing, repeat } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { focusSoon } from "./desk.js";
import { clock } from "./now.js";
import { count, t, timeOfDay } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").ConsoleCard} ConsoleCard */

/** @type {Record<string, string>} */
const WEIGHTS = { slow: "Please slow down", stop: "Please stop" };

/** @param {Pick<ConsoleCard, "weight">} card */
export function weight(card) {
  const words = WEIGHTS[card.weight];
  return words ? html`<span class="tag ${card.weight === "stop" ? "rust" : "dusk"}">${t(words)}</span>` : nothing;
}

/** What became of it, and when its window opened. @param {Desk} desk @param {ConsoleCard} card */
function fate(desk, card) {
  const time = timeOfDay((card.window + 1) * desk.place.windowMs);
  const state = card.answer ? t("answered") : card.shown ? t("shown to all") : card.state === "parked" ? t("parked") : t("for who leads");
  return t("{state} · opened {time}", { state, time });
}

/** @param {ConsoleCard} card */
function words(card) {
  return card.text ?? t("These words were removed.");
}

/** Nobody has done anything about it yet. @param {ConsoleCard} card */
export function fresh(card) {
  return !card.shown && !card.answer && card.state === "open";
}

/** @param {Desk} desk */
export function cardWaits(desk) {
  return desk.views.console.cards?.cards.some(fresh) ?? false;
}

/** In the side column. @param {Desk} desk */
export function tray(desk) {
  const cards = desk.views.console.cards?.cards ?? [];
  if (desk.head.phase === "ended") return nothing;
  return html`<section class="stack close" aria-labelledby="cards"><div class="row keep"><h2 id="cards" tabindex="-1">${t("Cards")}</h2><span class="push note">${cards.length ? count(cards.length, "1 today", "{n} today") : ""}</span></div>
    <ul class="stack close">${repeat(cards, (card) => card.id, (card) => small(desk, card))}</ul>
    <div class="tell dusk">${icon("card")}<p>${t("Cards open together, shuffled, next at {time}. Until then nobody can see if there are any.", { time: timeOfDay(nextOpening(desk)) })}</p></div>
  </section>`;
}

/** @param {Desk} desk */
function nextOpening({ now, place }) {
  return (Math.floor(now / place.windowMs) + 1) * place.windowMs;
}

/** @param {Desk} desk @param {ConsoleCard} card */
function small(desk, card) {
  const inHand = desk.unfolded("card") === card.id;
  return html`<li class=${fresh(card) || inHand ? "card" : "sheet stack tight"}>
    ${weight(card)}<p class="voice small clipped" dir="auto">${words(card)}</p>
    <div class="row"><p class="meta">${fate(desk, card)}</p><button class="btn push" id="card-${card.id}" aria-pressed=${inHand}
      @click=${() => take(desk, inHand ? null : card.id)}>${inHand ? t("In hand") : t("Take up")}<span class="vh"> ${words(card).slice(0, 60)}</span></button></div>
  </li>`;
}

/** @param {Desk} desk @param {string | null} id */
function take(desk, id) {
  const before = desk.unfolded("card");
  desk.unfold("card", id);
  focusSoon(id ? "in-hand" : `card-${before}`);
}

/** The card in hand, or null. @param {Desk} desk @returns {ConsoleCard | null} */
export function inHand(desk) {
  const id = desk.unfolded("card");
  return desk.views.console.cards?.cards.find((card) => card.id === id) ?? null;
}

/** @param {Desk} desk @param {ConsoleCard} card @param {SubmitEvent} event */
async function answer(desk, card, event) {
  event.preventDefault();
  const text = (desk.drafts.get(card.id) ?? "").trim();
  if (!text || !desk.online) return;
  const given = await desk.tell("answer_card", { card: card.id, text }, "card");
  if (given?.ok) desk.drafts.delete(card.id);
  desk.redraw();
}

/** @param {Desk} desk @param {ConsoleCard} card */
function acts(desk, card) {
  const off = !desk.online;
  /** @param {string} verb */
  const act = (verb) => desk.online && desk.tell(verb, { card: card.id }, "card");
  return html`<div class="row">
    <button class="btn" aria-disabled=${off || card.shown ? "true" : nothing} @click=${() => !card.shown && act("show_card")}>${card.shown ? t("Everyone sees it") : t("Show it to all")}</button>
    <button class="btn" aria-disabled=${(off || card.state === "parked") ? "true" : nothing} @click=${() => card.state !== "parked" && act("park_card")}>${card.state === "parked" ? t("Parked for later") : t("Park it for later")}</button>
  </div>`;
}

/** @param {Desk} desk @param {ConsoleCard} card */
function reply(desk, card) {
  const draft = desk.drafts.get(card.id) ?? "";
  /** @param {any} event */
  const write = (event) => {
    desk.drafts.set(card.id, event.target.value);
    desk.redraw();
  };
  return html`<form class="stack tight" @submit=${(/** @type {SubmitEvent} */ event) => answer(desk, card, event)}>
    <div class="field"><label for="reply">${card.answer ? t("Another answer on the card; it takes the place of the first") : t("Your answer on the card; everyone reads it")}</label>
      <textarea class="in" id="reply" maxlength="1000" autocomplete="off" .value=${live(draft)} @input=${write}></textarea></div>
    <div class="row"><button class="btn" aria-busy=${desk.busy("card")} aria-disabled=${(!draft.trim() || !desk.online) ? "true" : nothing}>${icon("edit")}${t("Answer on the card")}</button>
    ${desk.no("card") ? html`<p class="err">${desk.no("card")}</p>` : nothing}</div>
  </form>`;
}

/** A card, in the middle, where the group's things are. @param {Desk} desk @param {ConsoleCard} card */
export function inTheMiddle(desk, card) {
  return html`<div class="row keep"><button class="btn bare flush" @click=${() => take(desk, null)}>${icon("back")}${desk.head.title}</button><span class="push"></span>${desk.head.phase === "running" ? clock(desk) : nothing}</div>
    <article class="card" id="in-hand" tabindex="-1"><div class="row">${weight(card)}<span class="meta">${fate(desk, card)}</span></div>
      <h2 class="voice big" dir="auto">${words(card)}</h2>
      ${card.answer ? html`<div class="say stack tight"><p class="kicker">${t("Your answer")}</p><p class="voice small" dir="auto">${card.answer}</p></div>` : nothing}</article>
    ${acts(desk, card)}
    <p class="note">${t("We do not look for who wrote it. We look at what it says.")}</p>
    ${reply(desk, card)}`;
}
