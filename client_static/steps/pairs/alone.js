// @ts-check
/** Without a pair just now: for some seconds, with whoever leads, for oneself, or because one wants to. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { another, body } from "../../parts/body.js";
import { t } from "../../words.js";
import { message, rings } from "./company.js";
import { answered, imHere, sitOut } from "./gathering.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */

/** @param {Ctx} ctx @param {Mine} mine */
export function forNow(ctx, mine) {
  const out = mine.being === "out";
  const before = ctx.part.phase !== "talking"; // nobody talks yet, so there is nothing to talk about alone
  return {
    above: html`${(VIEWS[mine.being] ?? own)(ctx, mine)}${toAll(ctx, mine)}${before ? answered(ctx) : solo(ctx, mine)}`,
    desk: before ? undefined : page(ctx, true),
    below: out ? imHere(ctx, t("I would like a pair after all"), "wide") : sitOut(ctx, "wide"),
  };
}

/** @type {Record<string, (ctx: Ctx, mine: Mine) => unknown>} */
const VIEWS = { waiting, with_lead: withLead, out };

/** What whoever leads says to all is for those without a pair too. @param {Ctx} ctx @param {Mine} mine */
function toAll(ctx, { told }) {
  const words = told.at(-1);
  return words ? html`<div class="duo">${message(ctx, words)}</div>` : nothing;
}

function waiting() {
  return html`<div class="duo">${rings([""])}<h1>${t("We are finding you company")}</h1>
    <p class="note">${t("The other place is empty just now. It is nothing you did.")}</p></div>`;
}

/** @param {Ctx} ctx */
function withLead(ctx) {
  const name = leadName(ctx, t("Whoever leads"));
  return html`<div class="duo"><h1>${t("{name} is with you for this one", { name })}</h1>
    <p class="note">${t("Stay in the main room of the call, or go back there: {name} is there. It is nothing you did.", { name })}</p></div>`;
}

function own() {
  return html`<div class="duo"><h1>${t("This time is yours")}</h1>
    <p class="note">${t("There is no free place in a pair just now. It is nothing you did; we are all together again when the pairs come back.")}</p></div>`;
}

/** @param {Ctx} ctx */
function out(ctx) {
  const then = ctx.part.phase === "talking" ? t("When the pairs have talked, we are all together again.") : t("We are all together again afterwards.");
  return html`<div class="stack close"><h1 class="voice big">${t("You sit this one out.")}</h1><p class="note">${t("That is fine, and nobody is told why.")} ${then}</p></div>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
function solo(ctx, mine) {
  const { head } = ctx;
  /** @type {Record<string, string>} */
  const titles = { waiting: t("Until then, for yourself"), with_lead: t("To talk about"), out: t("If you like, for yourself") };
  const title = titles[mine.being] ?? t("For yourself");
  const words = head.body ? body(head.body) : html`<p class="voice">${head.title}</p>`;
  return html`<div class=${mine.being === "out" ? "stack close" : "mine"}>
    <div class="row keep"><p class="kicker">${title}</p>${mine.being === "waiting" ? until(ctx, mine) : nothing}</div>
    ${words}${another(head)}</div>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
function until({ now }, { company_by: by }) {
  const seconds = by === null ? 0 : Math.ceil((by - now) / 1000);
  return html`<p class="push meta num" role="timer">${seconds > 0 ? t("company in {n} s", { n: seconds }) : t("in a moment")}</p>`;
}

/**
 * A page of one's own. Once something is on it, it stays for the whole step, also when company comes.
 * @param {Ctx} ctx @param {boolean} offered @returns {import("../../parts/desk.js").Desk | undefined}
 */
export function page(ctx, offered) {
  const { head } = ctx;
  const id = head.step_id;
  const text = ctx.drafts.text(id);
  const inUse = document.activeElement?.id === `desk-${id}`;
  if (!offered && !text && !inUse) return undefined;
  return { id, current: true, draft: { text, step: head.step, title: head.title, label: t("Only for you"), way: "private" }, hint: t("never leaves this screen"), presses: [] };
}
