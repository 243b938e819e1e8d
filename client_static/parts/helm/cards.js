// @ts-check
/** Cards for the seat that leads among peers, in small. All of them are open to all; nobody holds one, and nobody knows whose. */

import { html, live, nothing, repeat } from "../../vendor/lit.js";
import { count, t } from "../../words.js";
import { sixMoves } from "../../console/cards/moves.js";
import { couldHave, lines, meToos, weight } from "../../console/cards/told.js";
import { button } from "../button.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").OpenCard} OpenCard */

const QUIET_S = 120; // the shortest in which a card can be written
const MOST_PARTS = 8;

/** Cards to be put together, chosen here. @type {Set<string>} */
const chosen = new Set();

/** @param {Ctx} ctx */
const open = (ctx) => ctx.cards.filter((card) => card.state === "open");

/** What leads here, in the helm's one line: a stop is named. @param {Ctx} ctx */
export function cardsCall(ctx) {
  const waiting = open(ctx).filter((card) => !card.answer);
  if (waiting.some((card) => card.weight === "stop")) return t("a card says please stop");
  return waiting.length ? count(waiting.length, "1 card", "{n} cards") : "";
}

/** @param {Ctx} ctx */
export function cardsPart(ctx) {
  const cards = open(ctx);
  return html`<section class="stack close leading-cards" aria-label=${t("Cards, for whoever leads")}>
    ${quiet(ctx)}
    ${repeat(cards, (card) => card.id, (card) => one(ctx, card))}
    ${together(ctx, cards)} ${agreed(ctx)}
  </section>`;
}

/** Everybody writes: words are safe then, and soon. @param {Ctx} ctx @param {boolean} [last] */
export function quiet(ctx, last = false) {
  const { head, part } = ctx;
  if (head.phase !== "running" || !ctx.boxNow || ctx.boxNow.closed || (head.kind === "window" && part?.thing)) return nothing;
  const name = last ? "last_words" : "start_window";
  return button(ctx, name, { label: last ? t("First: two minutes for last words") : t("Two minutes for all to write"), icon: "edit", look: "wide", run: () => start(ctx, name, last) });
}

/** @param {Ctx} ctx @param {string} name @param {boolean} last */
async function start(ctx, name, last) {
  const answer = await ctx.ask(name, "start_window", { seconds: QUIET_S, last });
  if (answer?.ok) ctx.ui.ending = false;
  ctx.draw();
}

/** @param {Ctx} ctx @param {OpenCard} card */
function one(ctx, card) {
  const field = `answer-${card.id}`;
  const facts = [couldHave(card), meToos(card), card.answer ? t("answered") : ""].filter(Boolean).join(" · ");
  return html`<details><summary><span>${weight(card)}<span class="voice small clipped">${lines(card)[0]}</span> <span class="meta">${facts}</span></span></summary><div class="stack close">
    ${sixMoves(card, true)}
    <div class="field"><label for=${field}>${card.answer ? t("Another answer; it takes the place of the first") : t("The answer of the circle. Everyone reads it")}</label>
      <textarea class="in short" id=${field} maxlength="1000" autocomplete="off"></textarea></div>
    <div class="acts">${button(ctx, field, { label: t("Answer it"), run: () => answer(ctx, card.id) })}
      ${button(ctx, `done-${card.id}`, { label: t("Done with this"), run: () => ctx.ask(`done-${card.id}`, "done_card", { card: card.id }) })}</div></div></details>`;
}

/** @param {Ctx} ctx @param {string} card */
async function answer(ctx, card) {
  const field = document.getElementById(`answer-${card}`);
  if (!(field instanceof HTMLTextAreaElement) || !field.value.trim()) return;
  const given = await ctx.ask(`answer-${card}`, "answer_card", { card, text: field.value.trim() });
  if (given?.ok) field.value = "";
}

/** @param {Ctx} ctx @param {OpenCard[]} cards */
function together(ctx, cards) {
  if (cards.length < 2) return nothing;
  const some = cards.filter((card) => chosen.has(card.id)).map((card) => card.id);
  const pick = (/** @type {string} */ id) => {
    if (!chosen.delete(id) && some.length < MOST_PARTS) chosen.add(id);
    ctx.draw();
  };
  const put = async () => {
    const answer = await ctx.ask("merge", "merge_cards", { cards: some });
    if (answer?.ok) chosen.clear();
  };
  return html`<details><summary>${t("Some say the same")}</summary><div class="stack close"><div class="pick">${repeat(cards, (card) => card.id, (card) => html`<label><input
    type="checkbox" .checked=${live(chosen.has(card.id))} @change=${() => pick(card.id)}><span class="clipped">${lines(card)[0]}</span></label>`)}</div>
    ${button(ctx, "merge", { label: t("Put them together"), missing: some.length < 2 ? t("Choose two or more") : undefined, run: put })}</div></details>`;
}

/** One number, asked for. @param {Ctx} ctx @param {{name: string, label: string, press: string, least: number, most: number, verb: string, field: string}} asked */
function asks(ctx, { name, label, press, least, most, verb, field }) {
  const given = async () => {
    const input = document.getElementById(name);
    const n = input instanceof HTMLInputElement && /^\d{1,4}$/.test(input.value.trim()) ? Number(input.value) : NaN;
    if (!(n >= least && n <= most)) return ctx.say(t("A number from {least} to {most}.", { least, most }));
    const answer = await ctx.ask(name, verb, { [field]: n });
    if (answer?.ok && input instanceof HTMLInputElement) input.value = "";
  };
  return html`<div class="field"><label for=${name}>${label} <span class="opt">(${t("{least} to {most}", { least, most })})</span></label><div class="linkbox">
    <input class="in num few" id=${name} inputmode="numeric" autocomplete="off">${button(ctx, name, { label: press, run: given })}</div></div>`;
}

/** What the circle has agreed about cards. @param {Ctx} ctx */
function agreed(ctx) {
  const { threshold, floor, soon } = ctx.middle;
  return html`<details><summary>${t("What we agreed about cards")}</summary><div class="stack">
    ${words(ctx)}
    ${threshold === null
      ? asks(ctx, { name: "me-toos", label: t("At how many “me too” shall the clock hold?"), press: t("Agreed"), least: 2, most: 1000, verb: "agree_threshold", field: "metoos" })
      : html`<p class="note">${t("We agreed: when {n} say “me too” to one card, the clock holds by itself.", { n: threshold })}</p>${button(ctx, "me-toos", { label: t("No longer"), run: () => ctx.ask("me-toos", "agree_threshold", { metoos: null }) })}`}
    <p class="note">${t("Words open only when at least {n} could have written them. This can be raised, never lowered.", { n: floor })}</p>
    ${asks(ctx, { name: "floor", label: t("Raise it to"), press: t("Raise it"), least: floor + 1, most: 1000, verb: "raise_floor", field: "floor" })}
    <p class="note">${soon ? t("Words that cannot wait may open within half a minute, always called unsigned.") : t("Words that cannot wait open with all others.")}</p>
    ${button(ctx, "soon", { label: soon ? t("Let them wait as well") : t("Let them open at once"), run: () => ctx.ask("soon", "allow_soon", { allowed: !soon }) })}
  </div></details>`;
}

/** The words check: somebody calls a number, this seat reads out the words. @param {Ctx} ctx */
function words(ctx) {
  const { number } = ctx.middle;
  const four = number === null ? null : ctx.box.words(number);
  return html`<div class="stack tight">${asks(ctx, { name: "number", label: t("Same keys everywhere? Type a number that somebody calls"), press: t("Show"), least: 0, most: 99, verb: "call_number", field: "number" })}
    ${four ? html`<p class="kicker">${t("For {number}, read aloud:", { number: number ?? 0 })}</p><p class="fourwords" translate="no">${four.map((word) => html`<span>${word}</span> `)}</p>` : nothing}</div>`;
}
