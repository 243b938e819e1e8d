// @ts-check
/** What is sealed here and not opened yet. It lies in this screen until then, and can be taken back. */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { copy } from "../desk.js";
import { icon } from "../icon.js";
import { atOpening } from "./form.js";
import { FEWEST } from "./standing.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../sealed/api.js").Pending} Pending */

const WORDS = new Set(["card", "reply", "text"]);

/** Words that would be lost if this screen went now. @param {Ctx} ctx */
export const sealedWords = (ctx) => ctx.box.pending().filter((one) => WORDS.has(one.act));

/** Out of sight on this screen, it still goes its way. @param {Ctx} ctx */
export function sealedHere(ctx) {
  const asked = ctx.part?.kind === "collect" ? ctx.part.thing : null; // those stand below their question
  const all = sealedWords(ctx).filter((one) => !ctx.ui.cards.hidden.has(one.id) && (one.act !== "text" || one.thing !== asked));
  return repeat(all, (one) => one.id, (one) => item(ctx, one));
}

/** @param {Ctx} ctx @param {Pending} one */
function item(ctx, one) {
  const over = ctx.head.phase === "ended" || tooLate(ctx, one);
  const title = over ? t("Not opened") : one.act === "reply" ? t("Sealed, more about your card") : t("Sealed");
  return html`<article class="card comes" data-sealed aria-label=${title}>
    <div class="row keep">${icon("lock")}<h2>${title}</h2></div>
    <p class="voice small" translate="no">${one.text}</p>
    <p class="meta">${over ? never(ctx) : fate(ctx, one)}</p>
    <div class="acts">${over ? letGo(ctx, one) : takeBack(ctx, one)}
      <button type="button" class="btn" @click=${() => (ctx.ui.cards.hidden.add(one.id), ctx.draw())}>${t("Hide it here")}</button>${lower(ctx, one)}</div>
    ${over ? nothing : html`<p class="meta">${t("Please leave this panel open until it has opened: it lies on this screen alone.")}</p>`}
  </article>`;
}

/** Its question was opened without it: nobody tells an author. @param {Ctx} ctx @param {Pending} one */
function tooLate({ boxNow }, one) {
  return one.act === "text" && !one.sent && Boolean(boxNow && !boxNow.things.includes(one.thing));
}

/** What it was written for. @param {Pending} one */
const thingOf = (one) => (one.act === "text" ? one.thing : one.asked);

/** @param {Ctx} ctx */
function never(ctx) {
  return ctx.head.phase === "ended"
    ? t("The circle closed before it could be opened. Nobody knows that it was there.")
    : t("It was not opened with the others: too few were here, or it came too late. Nobody knows that it was there.");
}

/** @param {Ctx} ctx @param {Pending} one */
export function fate(ctx, one) {
  if (one.sent) return t("On its way: it opens in a moment, if enough people are here.");
  const only = t("Only this screen knows it is yours.");
  if (one.soon) return `${one.missed ? t("It did not open with the last beat; it leaves again with the next.") : t("Opens within a minute.")} ${only}`;
  if (one.missed) return html`${t("It was not opened: fewer than {n} were here all the time, or a packet was lost. Nobody knows that it was there.", { n: one.floor || FEWEST })} ${atOpening(ctx, t("It waits for {time}, unless you take it back."), thingOf(one))}`;
  if (isSecond(ctx, one)) return `${withLastWords(ctx) ? t("With the last words goes one card of each person, and your other one was first: this one stays closed. To have this one opened, take the other back.") : t("With each opening goes one card of each person: this one goes after your other one.")} ${only}`;
  return html`${atOpening(ctx, t("Opens at {time}, shuffled with any others,"), thingOf(one))} ${t("if {n} or more are here then; if not, it waits here.", { n: one.floor || FEWEST })} ${sooner(ctx, one)}${only}`;
}

/** Another one was sealed before it that goes with the same opening. @param {Ctx} ctx @param {Pending} one */
function isSecond(ctx, one) {
  const last = withLastWords(ctx);
  const first = sealedWords(ctx).find((other) => other.act !== "text" && !other.soon && (last || thingOf(other) === thingOf(one)));
  return one.act !== "text" && first?.id !== one.id;
}

/** Everything opens at the end of this step, however short its time was. @param {Ctx} ctx */
const withLastWords = ({ part }) => Boolean(part?.kind === "window" && part.thing && part.last);

/** @param {Ctx} ctx @param {Pending} one */
function sooner(ctx, one) {
  return withLastWords(ctx) && !thingOf(one) ? `${t("That is sooner than after 25 minutes, since the circle closes, and a little easier to guess.")} ` : "";
}

/** @param {Ctx} ctx @param {Pending} one */
export function takeBack(ctx, one) {
  const run = () => {
    const words = ctx.box.drop(one.id) ? t("Taken back. Nothing has left.") : t("It is on its way just now. Try again in a moment.");
    ctx.say(words);
    ctx.draw();
  };
  return html`<button type="button" class="btn" aria-disabled=${one.sent ? "true" : nothing} @click=${one.sent ? nothing : run}>${one.sent ? t("On its way") : t("Take it back")}</button>`;
}

/** Fewer people than its author had accepted: they may accept fewer now. @param {Ctx} ctx @param {Pending} one */
function lower(ctx, one) {
  const least = Math.max(FEWEST, ctx.middle.floor);
  if (one.act !== "card" || !one.missed || one.sent || one.floor <= least || !one.to || !one.weight) return nothing;
  const { text, to, weight, soon, asked: thing } = one;
  const run = () => {
    if (!ctx.box.drop(one.id)) return;
    ctx.ui.cards.texts.set(ctx.box.card({ text, to, weight, soon, floor: least, asked: thing }), text);
    ctx.draw();
  };
  return html`<button type="button" class="btn all" @click=${run}>${t("Open it from {n} people on, unsigned", { n: least })}</button>`;
}

/** @param {Ctx} ctx @param {Pending} one */
function letGo(ctx, one) {
  const away = () => (ctx.box.drop(one.id), ctx.draw());
  const again = () => (ctx.box.drop(one.id), (ctx.ui.concern.text = one.text), ctx.openConcern());
  return html`<button type="button" class="btn" @click=${() => copy(ctx, one.text, "")}>${t("Copy it for myself")}</button>
    ${ctx.head.phase === "running" ? html`<button type="button" class="btn" @click=${again}>${t("Put it in the box")}</button>` : nothing}
    <button type="button" class="btn" @click=${away}>${t("Let it go")}</button>`;
}

/** Before one leaves: what would be lost. @param {Ctx} ctx @param {() => void} leave */
export function leaving(ctx, leave) {
  const words = sealedWords(ctx);
  if (!ctx.ui.cards.leaving || !words.length) return nothing;
  const go = () => {
    for (const one of words) ctx.box.drop(one.id);
    ctx.ui.cards.leaving = false;
    leave();
  };
  const last = words.map(thingOf).find((thing) => !ctx.boxNow?.things.includes(thing)) ?? (words[0] && thingOf(words[0]));
  return html`<div class="tell ochre comes">${icon("lock")}<div class="stack tight"><p><b>${t("Your sealed words have not opened.")}</b> ${atOpening(ctx, t("They would open at {time}. If you leave now they are gone, and nobody knows that they were there."), last)}</p>
    <div class="acts"><button type="button" class="btn" @click=${() => ((ctx.ui.cards.leaving = false), ctx.draw())}>${t("Stay until then")}</button>
    <button type="button" class="btn" @click=${go}>${t("Let them go, and leave")}</button></div></div></div>`;
}
