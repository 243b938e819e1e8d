// @ts-check
/** "Are you there?" Nobody is put together with an empty chair, so everyone says so before people are counted. */

import { html, nothing } from "../../vendor/lit.js";
import { body } from "../../parts/body.js";
import { button } from "../../parts/button.js";
import { icon } from "../../parts/icon.js";
import { mix, t } from "../../words.js";
import { wishes } from "./wishes.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */

/** @param {Ctx} ctx @param {Mine} mine */
export function asked(ctx, mine) {
  const talking = ctx.part.phase === "talking";
  return {
    above: html`<div class="stack close"><h1 class="voice big">${talking ? t("The pairs talk already. Are you there?") : t("Pairs come next. Are you there?")}</h1>
        <p class="note">${talking ? t("Say so, and you have company in a moment.") : t("Only who is here is put together, so that nobody sits with an empty chair.")}</p></div>
      ${answers(ctx)}<div>${topic(ctx)}${talking ? nothing : wishes(ctx, mine)}</div>`,
  };
}

/** Not answering is no answer: one may have looked away for a while. @param {Ctx} ctx */
export function missing(ctx) {
  return { above: html`<h1 class="voice big">${t("Good to have you back. Your place is kept: are you there?")}</h1>${answers(ctx)}` };
}

/** @param {Ctx} ctx */
function answers(ctx) {
  return html`<div class="stack tight">${imHere(ctx, t("I am here"), "go wide")}${sitOut(ctx, "wide")}</div>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
export function counted(ctx, mine) {
  return {
    above: html`<div class="stack close"><h1 class="voice big">${t("You are counted. The pairs open in a moment.")}</h1>${answered(ctx)}</div>
      <div>${topic(ctx)}${wishes(ctx, mine)}${sitOut(ctx, "bare flush")}</div>`,
  };
}

/** How many have answered, never who. @param {Ctx} ctx */
export function answered({ tally, part }) {
  if (!tally || part.phase !== "gathering") return nothing;
  const so = html`<b class="num">${t("{answered} of {of}", tally)}</b>`;
  return html`<p class="note">${mix("{so} have answered.", { so })}</p>`;
}

/** What one says yes to. @param {Ctx} ctx */
function topic({ head }) {
  return html`<details><summary>${icon("pair")}${t("What the pairs talk about")}</summary>${head.body ? html`<p class="kicker">${head.title}</p>${body(head.body)}` : html`<p class="voice small">${head.title}</p>`}</details>`;
}

/** @param {Ctx} ctx @param {string} label @param {string} look */
export const imHere = (ctx, label, look) => button(ctx, "i_am_here", { label, look, run: () => ctx.ask("i_am_here", "i_am_here", { step: ctx.head.step }) });

/** One tap, and nobody asks why. @param {Ctx} ctx @param {string} look */
export const sitOut = (ctx, look) => button(ctx, "sit_out", { label: t("I would rather sit this one out"), look, run: () => ctx.ask("sit_out", "sit_out", { step: ctx.head.step }) });
