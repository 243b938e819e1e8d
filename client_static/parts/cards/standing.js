// @ts-check
/** Who could have written it: how many, and what may honestly be said of that before a word is written. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { count, t } from "../../words.js";
import { body } from "../body.js";
import { button } from "../button.js";
import { icon } from "../icon.js";
import { asked } from "./form.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {"closed" | "unsigned" | "anonymous"} Standing */

/** Fewer than this cannot hide each other at all. */
export const FEWEST = 3;
/** Fewer than this can guess; from here on the word "anonymous" may be said. */
export const ENOUGH = 5;

/** Whoever leads, by name, inside a sentence. @param {Ctx} ctx */
export const leader = (ctx) => leadName(ctx, t("whoever leads"));

/** The least number of people that this group opens words from. @param {Ctx} ctx */
const least = (ctx) => Math.max(FEWEST, ctx.middle.floor);

/** @param {Ctx} ctx @param {number} n who could have written @param {boolean} [soon] @returns {Standing} */
export function standing(ctx, n, soon = false) {
  if (n < least(ctx)) return "closed";
  // Nobody has vouched for the keys yet: then the number may be a made-up one.
  return n >= ENOUGH && !soon && ctx.box.channel.checked !== "no" ? "anonymous" : "unsigned";
}

/** What the author accepts by sealing under what is shown. @param {Ctx} ctx @param {number} n @param {boolean} [soon] */
export const floorFor = (ctx, n, soon = false) => Math.max(least(ctx), n >= ENOUGH && !soon ? ENOUGH : FEWEST);

/** How many could write words now, for this step or at any time. @param {Ctx} ctx @param {string} [thing] */
export const writers = (ctx, thing = asked(ctx)) => (thing ? ctx.boxNow?.asked?.n : ctx.boxNow?.n) ?? 0;

/** How many could say something without words now. @param {Ctx} ctx */
export const tappers = (ctx) => ctx.boxNow?.taps ?? 0;

/** Before the first word: how well these words would be hidden. @param {Ctx} ctx @param {number} n @param {{soon?: boolean, further?: boolean}} [how] `further`: the same hand once more */
export function who(ctx, n, { soon = false, further = false } = {}) {
  if (n === 0) return html`<p class="own">${t("The box is only just opening: in a moment it is known how many could write.")}</p>`;
  const is = standing(ctx, n, soon);
  const could = count(n, "{n} person could have written this.", "{n} people could have written this.");
  if (is === "anonymous") return html`<p class="own">${t("Anonymous.")} ${could}</p>`;
  if (is === "closed") return tooFew(ctx, n, further);
  const guess = n < ENOUGH ? few(ctx, n) : soon ? `${could} ${t("What opens soon can be guessed.")}` : `${could} ${t("That counts as anonymous once the four words agree.")}`;
  return html`<div class="tell ochre">${icon("care")}<p><b>${n < ENOUGH ? t("Unsigned, easy to guess.") : t("Unsigned.")}</b> ${guess}</p></div>`;
}

/** @param {Ctx} ctx @param {number} n */
function few(ctx, n) {
  return t("Only {n} people could have written this, and the others may guess. If that is too few for what you want to say, speak to {name} outside the group.", { n, name: leader(ctx) });
}

/** @param {Ctx} ctx @param {number} n @param {boolean} further */
function tooFew(ctx, n, further) {
  const name = leader(ctx);
  const words =
    further && writers(ctx) >= least(ctx)
      ? t("Too few have been here all the time since your card. Speak to {name} outside the group, or write a new card.", { name })
      : least(ctx) > FEWEST
        ? t("This circle opens cards from {least} people on; {n} could write now. Speak to {name} outside the group, or write one later.", { least: least(ctx), n, name })
        : t("Too few are here for a card. Speak to {name} outside the group, or write one later.", { name });
  return html`<div class="tell ochre">${icon("care")}<p>${words}</p></div>`;
}

/** Beside an open card: who could have written it, for ever. @param {{n: number, standing: string}} card */
export function stood({ n, standing: is }) {
  if (is === "anonymous") return t("Anonymous, one of {n}", { n });
  return n < ENOUGH ? t("Unsigned, one of only {n}", { n }) : t("Unsigned, one of {n}", { n });
}

/** What no software can hide, and what this one does: said before the first word. */
export function honest() {
  return html`<p class="meta">${t(
    "No software can hide how you write or what only you know, nor help against a watched device or network, changed software on this server, or all the others together.",
  )} ${t("This one keeps no record of who wrote what, and opens all words together, shuffled.")}</p>`;
}

/** Why nothing can be sealed just now, in the words of a button; undefined when it can. @param {Ctx} ctx @param {number} n @param {boolean} [soon] */
export function shut(ctx, n, soon = false) {
  if (ctx.ui.cards.differ || ctx.box.channel.state === "refused") return t("The box is closed on this screen");
  if (ctx.head.phase === "before") return t("The circle has not begun yet");
  if (!ctx.accepted) return t("First comes what we agree on");
  if (ctx.boxNow?.closed) return t("This circle’s box is used up");
  if (!ctx.boxNow || n === 0) return t("The box is only just opening");
  return standing(ctx, n, soon) === "closed" ? t("Too few are here for this") : undefined;
}

/** What is the matter with the box, where something is. @param {Ctx} ctx */
export function boxState(ctx) {
  const { state, why } = ctx.box.channel;
  const name = leader(ctx);
  if (ctx.ui.cards.differ) return closed(t("The four words differ, so this screen may have other keys than the others. Nothing leaves it. Say so on the call, now; that gives nothing of yours away."));
  if (ctx.unagreed) return first(ctx, ctx.unagreed);
  if (ctx.head.phase === "running" && !ctx.accepted) return note(t("The box opens on this screen when you have said yes to what we agree on, within a minute and a half. If something should change first, say so aloud, or tell {name} on the call.", { name }));
  if (state === "refused") return closed(`${why} ${t("Nothing leaves it. Tell {name} on the call; that gives nothing of yours away.", { name })}`);
  if (ctx.boxNow?.closed) return closed(t("All of its openings are used up. Speak to {name} outside the group.", { name }));
  if (ctx.boxNow?.void) return note(t("The box was flooded a moment ago, by nobody knows whom. What is sealed stays here and goes next time."));
  if (state === "loading") return note(t("The box is being made ready. You can write already; what you seal waits here."));
  if (state === "waiting") return note(`${why || t("This screen has only just come in.")} ${t("Its box opens within a minute and a half. You can write already; what you seal waits here.")}`);
  if (state === "lost") return note(`${why || t("The way to the box is gone for a moment.")} ${t("What you seal waits here.")}`);
  return nothing;
}

/** Somebody came after it was made: what all others have said yes to. @param {Ctx} ctx @param {{title: string, body: string}} agreement */
function first(ctx, { title, body: words }) {
  return html`${note(t("Once you have said yes to what the others agreed on, the box opens on this screen within a minute and a half."))}
    <section class="sheet stack close" aria-label=${t("What we agreed")}><h2 class="kicker">${title || t("What we agreed")}</h2>${body(words)}
      ${button(ctx, "agree", { label: t("I can keep to this"), icon: "check", look: "go wide", run: () => ctx.ask("agree", "agree") })}</section>`;
}

/** @param {string} words */
const closed = (words) => html`<div class="tell ochre">${icon("lock")}<p><b>${t("The box is closed on this screen.")}</b> ${words}</p></div>`;

/** @param {string} words */
const note = (words) => html`<div class="tell dusk">${icon("later")}<p>${words}</p></div>`;
