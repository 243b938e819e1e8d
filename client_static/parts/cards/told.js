// @ts-check
/** What is said aloud of the middle: that something is there, never whose it is. */

import { count, t } from "../../words.js";
import { asked, asking } from "./taps.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {{cards: readonly {id: string, kept: boolean, answer: boolean, replies: number}[], held: number, letters: number, taps: readonly {beat: number, words: string}[], called: number | null}} Is */

/** @param {Ctx} ctx @returns {{is: Is, since: (was: {is: Is} | null) => string[]}} */
export function middleTold(ctx) {
  const { number, held, letters } = ctx.middle;
  /** @type {Is} */
  const is = {
    cards: ctx.cards.map(({ id, kept, answer, replies }) => ({ id, kept, answer: Boolean(answer), replies: replies.length })),
    held: held.length,
    letters: letters.length,
    taps: asking(ctx).map((one) => ({ beat: one.beat, words: asked(one) })),
    called: number !== null && ctx.box.words(number) ? number : null,
  };
  return { is, since: (was) => (was ? since(was.is, is) : []) };
}

/** @param {Is} was @param {Is} is */
function since(was, is) {
  /** @type {string[]} */
  const said = [];
  const known = new Map(was.cards.map((card) => [card.id, card]));
  const heard = was.taps.at(-1)?.beat ?? -1;
  for (const { beat, words } of is.taps) if (beat > heard) said.push(words);
  const fresh = is.cards.filter((card) => !known.has(card.id)).length;
  if (fresh) said.push(count(fresh, "A card is shown to all.", "{n} cards are shown to all."));
  const old = is.cards.flatMap((card) => (known.has(card.id) ? [[/** @type {Is["cards"][number]} */ (known.get(card.id)), card]] : []));
  if (is.cards.some((card) => card.kept && !known.get(card.id)?.kept)) said.push(t("So many said “me too” as we agreed on: we pause."));
  if (old.some(([then, now]) => now?.answer && !then?.answer)) said.push(t("A card has an answer."));
  if (old.some(([then, now]) => Number(now?.replies) > Number(then?.replies))) said.push(t("Whoever wrote a card says more."));
  if (is.letters > was.letters) said.push(t("A card has an answer, for whoever wrote it alone."));
  if (is.held > was.held) said.push(t("A card is held for now."));
  if (is.called !== null && is.called !== was.called) said.push(t("Four words are to be compared."));
  return said;
}
