// @ts-check
// The tray: cards as those who lead see them, in the order in which they opened. Nobody is asked, counted or guessed at here.
import { html, nothing, repeat } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { count, mix, t, timeOfDay } from "../words.js";
import { whose } from "./cards/hand.js";
import { rules } from "./cards/rules.js";
import { inHand, isWaiting, take } from "./cards/taken.js";
import { slowDown, stops, tapLines } from "./cards/taps.js";
import { couldHave, lines, meToos, stateOf, toTheSecond, weight } from "./cards/told.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").ConsoleCard} ConsoleCard */

/** @param {Desk} desk @returns {readonly ConsoleCard[]} */
function cardsOf(desk) {
  return desk.views.console.cards?.cards ?? [];
}

/** How many cards and taps somebody should look at. @param {Desk} desk */
export function waiting(desk) {
  return cardsOf(desk).filter(isWaiting).length + slowDown(desk).length;
}

/** @param {Desk} desk */
export function stopped(desk) {
  const { cards, taps } = stops(desk);
  return cards.length + taps.length;
}

/** In the side column. @param {Desk} desk */
export function tray(desk) {
  if (desk.head.phase === "ended") return nothing;
  const cards = cardsOf(desk);
  const alarming = new Set(stops(desk).cards.map((card) => card.id)); // they stand at the very top
  const open = cards.filter((card) => card.state === "open" && !alarming.has(card.id));
  const settled = cards.filter((card) => card.state !== "open");
  return html`<section class="stack close" aria-labelledby="cards"><div class="row keep"><h2 id="cards" tabindex="-1">${t("Cards")}</h2><span class="push note">${cards.length ? count(cards.length, "1 today", "{n} today") : ""}</span></div>
    ${tapLines(desk)}
    <ul class="stack close">${repeat(open, (card) => card.id, (card) => small(desk, card))}</ul>
    ${settled.length ? html`<h3 class="kicker">${t("Looked after")}</h3><ul class="stack close">${repeat(settled, (card) => card.id, (card) => small(desk, card))}</ul>` : nothing}
    ${nextOpening(desk)} ${rules(desk)}
  </section>`;
}

/** @param {Desk} desk */
function nextOpening({ head, views }) {
  const box = views.stage.tally?.box;
  if (head.phase !== "running") return html`<div class="tell dusk">${icon("card")}<p>${t("Cards can be written once the circle is open.")}</p></div>`;
  if (!box) return nothing;
  return html`<div class="tell dusk">${icon("card")}<p>${openingWords(box, head)}</p></div>`;
}

/** @param {import("../protocol.js").BoxNow} box @param {Desk["head"]} head */
function openingWords(box, { part }) {
  if (box.closed || box.opens === null) return t("This circle has lasted so long that its box is used up. What is left to say is said aloud.");
  if (box.closing && !(part?.kind === "window" && part.thing)) return t("The last words are open. Whoever has more to say does so aloud, or when all write once more; only what cannot wait still opens at once.");
  const at = (/** @type {number} */ ms) => /** @type {any} */ (html`<b class="num">${toTheSecond(ms)}</b>`);
  const quiet = part?.kind === "window" && part.thing && !part.last ? box.asked : null;
  const opens = quiet
    ? mix(t("What is written in this step opens at {end}. What was sealed before it opens at {time}."), { end: quiet.opens ? at(quiet.opens) : t("its end"), time: at(box.opens) })
    : mix(t("What is written opens at {time}, shuffled. Until then nobody can see if there is anything."), { time: at(box.opens) });
  if (box.void) return html`${opens} ${t("Just now nothing could be sent; it goes out next time.")}`;
  return html`${opens} ${(quiet ?? box).n < 3 ? t("Too few are here for a card.") : ""}`;
}

/** @param {Desk} desk @param {ConsoleCard} card */
function small(desk, card) {
  const held = inHand(desk)?.id === card.id;
  const state = stateOf(card);
  if (card.state === "withdrawn") return html`<li class="meta">${timeOfDay(card.at)} · ${state}</li>`;
  const said = lines(card);
  const more = said.length - 1;
  const facts = [state ? "" : whose(card), meToos(card), card.kept ? t("the clock was held, as agreed") : "", card.answer ? t("answered") : "", card.replies.length || card.quick.length ? t("its author has said more") : ""];
  return html`<li class=${isWaiting(card) || held ? "card" : "sheet stack tight"} aria-current=${held ? "true" : nothing}>
    ${state || card.weight !== "thought" ? html`<div class="row">${weight(card)}${state ? html`<span class="tag">${state}</span>` : nothing}</div>` : nothing}
    <p class="voice small clipped" dir="auto">${said[0]}</p>
    ${more ? html`<p class="meta">${count(more, "and one more that says the same", "and {n} more that say the same")}</p>` : nothing}
    <p class="meta">${timeOfDay(card.at)} · ${couldHave(card)}</p>
    <div class="row keep"><p class="meta">${facts.filter(Boolean).join(" · ")}</p><button class="btn push" id="card-${card.id}" aria-pressed=${held}
      @click=${() => take(desk, held ? null : card.id)}>${held ? t("In hand") : t("Take up")}<span class="vh"> ${said[0]?.slice(0, 60)}</span></button></div>
  </li>`;
}
