// @ts-check
/** What needs no words and no silence: please slow down, please stop. One press; it opens with the next beat. */

import { html, nothing } from "../../vendor/lit.js";
import { count, t, timeOfDay } from "../../words.js";
import { button } from "../button.js";
import { icon } from "../icon.js";
import { atOpening } from "./form.js";
import { shut, tappers } from "./standing.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").ShownTaps} ShownTaps */
/** @typedef {"slow" | "stop" | "try"} What */

/** A tap is news for this long. */
const FRESH = 120_000; // ms
/** So many beats with taps lie in the middle. */
const RECENT = 3;
/** The steps in which the box can be tried out: by then people have arrived, and agreed. */
const OPENING = 3;

/** @param {Ctx} ctx @param {What} what */
const waiting = (ctx, what) => ctx.box.pending().find((one) => one.act === "tap" && one.what === what);

/** @param {Ctx} ctx @param {What} what */
function send(ctx, what) {
  ctx.box.tap(what);
  if (what !== "try") ctx.ui.cards.tapped = what;
  if (what !== "try" && ctx.ui.concern.weight === "thought") ctx.ui.concern.weight = what;
  ctx.say(t("It leaves with the next beat."));
  ctx.draw();
}

/** The two buttons, at the top of the box. @param {Ctx} ctx */
export function taps(ctx) {
  const n = tappers(ctx);
  const no = shut(ctx, n);
  return html`<section class="stack tight" aria-labelledby="taps-title"><h2 id="taps-title">${t("Without a word")}</h2>
    <div class="acts">${tap(ctx, "slow", t("Please slow down"), no)}${tap(ctx, "stop", t("Please stop"), no)}</div>
    <p class="meta">${no ?? count(n, "", "One press. It shows to all within half a minute, without a name: one of {n}.")}</p>
    ${after(ctx)}</section>`;
}

/** @param {Ctx} ctx @param {What} what @param {string} label @param {string | undefined} no */
function tap(ctx, what, label, no) {
  const under = waiting(ctx, what);
  const run = () => (under ? undefined : send(ctx, what));
  return html`<button type="button" class="btn dusk" data-act="tap-${what}" aria-pressed=${under ? "true" : "false"} aria-disabled=${no && !under ? "true" : nothing}
    @click=${no && !under ? nothing : run}>${under ? icon("check") : nothing}${label}</button>`;
}

/** What becomes of the press, and the offer to say why. @param {Ctx} ctx */
function after(ctx) {
  const under = waiting(ctx, "slow") ?? waiting(ctx, "stop");
  const back = () => (under && ctx.box.drop(under.id) && (ctx.ui.cards.tapped = ""), ctx.draw());
  if (!under && !ctx.ui.cards.tapped) return nothing;
  const now = !under ? t("It is with everybody.") : under.missed ? t("It did not get through, or too few were here. It leaves again with the next beat.") : under.sent ? t("It is on its way.") : t("It leaves with the next beat.");
  return html`<div class="tell dusk comes">${icon(under ? "later" : "check")}<div class="stack tight"><p><b>${now}</b> ${ctx.boxNow?.closing ? nothing : atOpening(ctx, t("If you want to say why, write below; words open at {time}."))}</p>
    ${under && !under.sent ? html`<button type="button" class="btn" @click=${back}>${t("Take it back")}</button>` : nothing}</div></div>`;
}

/** At the opening, for everybody who likes: so that pressing it later stands out to no one. @param {Ctx} ctx */
export function tryOut(ctx) {
  const { head } = ctx;
  const early = head.phase === "running" && head.step < OPENING && !head.added && ctx.accepted;
  if (!early || asking(ctx).length || ctx.cards.length) return nothing;
  const under = waiting(ctx, "try");
  const tried = ctx.middle.taps.reduce((sum, one) => sum + one.tries, 0);
  const no = shut(ctx, tappers(ctx));
  return html`<section class="stack tight"><h2>${t("The box for concerns")}</h2>
    <p class="note">${t("Here one can ask for slowing down, or write what is wrong, without a name. Try it out: within half a minute all see that somebody did, and nobody sees who.")}</p>
    ${button(ctx, "try", { label: under ? t("It leaves with the next beat") : t("Try it out"), icon: "card", look: "dusk", missing: under ? t("It leaves with the next beat") : no, run: () => send(ctx, "try") })}
    ${tried ? html`<p class="own">${icon("card", "sm")}${count(tried, "Tried out once. Nobody knows by whom.", "Tried out {n} times. Nobody knows by whom.")}</p>` : nothing}</section>`;
}

/** What was asked for at one beat, in words. @param {ShownTaps} one @returns {string} */
export function asked({ slow, stop, n }) {
  if (slow && stop) return t("Please slow down, {slow} of {n}. Please stop, {stop} of {n}.", { slow, stop, n });
  return stop ? t("Please stop. {k} of {n} ask for it.", { k: stop, n }) : t("Please slow down. {k} of {n} ask for it.", { k: slow, n });
}

/** Those that ask for something, oldest first. @param {Ctx} ctx */
export const asking = (ctx) => ctx.middle.taps.filter((one) => one.slow || one.stop);

/** On top while it is new: whoever speaks shall see it. @param {Ctx} ctx */
export function tapBar(ctx) {
  const last = asking(ctx).at(-1);
  if (!last || ctx.now - last.at > FRESH || ctx.head.phase !== "running") return nothing;
  return html`<div class="net" role="group" aria-label=${t("From the middle")}>${icon(last.stop ? "care" : "card")}<p><b>${asked(last)}</b></p></div>`;
}

/** In the middle, with when. @param {Ctx} ctx */
export function shownTaps(ctx) {
  const all = asking(ctx);
  if (!all.length) return nothing;
  return html`<ul class="stack tight" aria-label=${t("Asked for without words")}>${all.slice(-RECENT).map((one) => html`<li class="tell dusk">${icon("card")}<p>${asked(one)} <span class="meta num">${timeOfDay(one.at)}</span></p></li>`)}</ul>`;
}
