// @ts-check
/** In a pair: where to meet, what to talk about, whose time it is, what may be told, and what to do when something is amiss. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { another, body } from "../../parts/body.js";
import { button } from "../../parts/button.js";
import { icon } from "../../parts/icon.js";
import { clockText, count, t } from "../../words.js";
import { heard } from "./clock.js";
import { company } from "./company.js";
import { sitOut } from "./gathering.js";
import { kept } from "./kept.js";
import { gone } from "./lost.js";
import { note } from "./note.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("../../protocol.js").Person} Person */

/** @param {Ctx} ctx @param {Mine} mine */
export function paired(ctx, mine) {
  return { above: html`${company(ctx, mine)}${unwished(ctx, mine)}${room(ctx, mine)}${talk(ctx, mine)}${note(ctx, mine)}${amiss(ctx, mine)}${earlier(ctx, mine)}` };
}

/** Put by hand with somebody one had asked not to be with: no names, no reasons, a way out. @param {Ctx} ctx @param {Mine} mine */
function unwished(ctx, mine) {
  if (!mine.unwished) return nothing;
  const { step } = ctx.head;
  return html`<section class="stack tight"><p class="note">${t("This pair was arranged by hand.")}</p><div class="acts">
    ${button(ctx, "another_pair", { label: t("Find me other company"), run: () => ctx.ask("another_pair", "another_pair", { step }) })}
    ${button(ctx, "sit_out_quietly", { label: t("Sit this one out"), run: () => ctx.ask("sit_out", "sit_out", { step }) })}</div></section>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
function room(ctx, mine) {
  const { room_link: link, together } = mine;
  const met = () => together || ctx.ask("we_are_together", "we_are_together", { step: ctx.head.step });
  if (link?.startsWith("https://")) {
    return html`<a class="btn wide ${together ? "" : "go"}" href=${link} target="_blank" rel="noopener noreferrer" @click=${met}>${together ? t("Open your room again") : t("Open your room")}${icon("next")}</a>`;
  }
  return html`<section class="stack tight"><p><b>${t("Room {n}", { n: mine.place ?? 1 })}</b></p><p class="note">${howToMeet(ctx)}</p>
    ${together ? html`<p class="own kept standing">${icon("check")}${t("You are together.")}</p>` : button(ctx, "we_are_together", { label: t("We are together"), look: "go wide", run: met })}</section>`;
}

/** @param {Ctx} ctx */
function howToMeet(ctx) {
  if (ctx.peers) return t("If your call has rooms, meet in the one with this number. If not, ring each other.");
  return t("If your call has rooms, go to the one with this number, or {name} puts you there. If not, ring each other.", { name: leadName(ctx, t("whoever leads")) });
}

/** @param {Ctx} ctx @param {Mine} mine */
function talk(ctx, mine) {
  const { head } = ctx;
  const { at } = heard(head, mine, ctx.now);
  const then = at?.next ? (at.next.seat === ctx.own ? t("then you") : t("then {name}", { name: at.next.name })) : "";
  return html`<div class="mine">
    ${at?.who ? html`<div class="row keep"><p class="kicker">${speaker(at.who, at.turn, ctx.own)}</p><p class="push num"><b role="timer">${head.paused ? t("paused") : clockText(at.left)}</b> <span class="meta">${then}</span></p></div>` : nothing}
    ${bell(ctx, mine)}
    ${head.body ? html`<p class="kicker">${head.title}</p>${body(head.body)}` : html`<p class="voice">${head.title}</p>`}
    ${another(head)}
  </div>`;
}

/** @param {Person} who @param {number} turn @param {string} own */
function speaker({ seat, name }, turn, own) {
  if (turn === 0) return seat === own ? t("You begin") : t("{name} begins", { name });
  return seat === own ? t("You speak") : t("{name} speaks", { name });
}

/** One line that is always there, so that a bell moves nothing. @param {Ctx} ctx @param {Mine} mine */
function bell(ctx, mine) {
  const { at, bell: rang, fresh } = heard(ctx.head, mine, ctx.now);
  const words = ringing(ctx, mine, at, rang, fresh) ?? [at ? "swap" : "clock", "", calm(at, mine.turns)];
  return html`<div class="tell bell">${icon(words[0])}<p><b>${words[1]}</b> ${words[2]}</p></div>`;
}

/** @param {Ctx} ctx @param {Mine} mine @param {ReturnType<typeof heard>["at"]} at @param {string} rang @param {boolean} fresh @returns {[string, string, string] | null} icon, loud, plain */
function ringing(ctx, mine, at, rang, fresh) {
  if (rang === "last") return ["bell", t("Half a minute:"), t("your last sentence.")];
  if (at?.swapped && at.who) {
    const now = at.who.seat === ctx.own ? t("Now you speak. Finish your sentence first.") : t("Now {name} speaks. Finish your sentence first.", { name: at.who.name });
    return ["swap", mine.turns === 2 ? t("Half-time.") : t("Time to go on."), now];
  }
  if (rang === "two") return ["bell", t("Two minutes left."), ""];
  return rang === "half" && fresh ? ["bell", t("Half of the time is over."), ""] : null;
}

/** @param {ReturnType<typeof heard>["at"]} at @param {number} turns */
function calm(at, turns) {
  if (!at) return t("The time is for all of you; you hear when it ends.");
  if (at.next) return turns === 2 ? t("You change over at half-time.") : t("Everyone has an equal part of the time.");
  return t("Then everybody comes back.");
}

/** @param {Ctx} ctx @param {Mine} mine */
function amiss(ctx, mine) {
  const [first] = mine.partners;
  const one = mine.partners.length === 1 && first;
  const missing = one
    ? button(ctx, "gone", { label: t("My partner is not here"), run: () => gone(ctx, one.seat) })
    : button(ctx, "choose", { label: t("Somebody is not here"), pressed: kept.choosing, run: () => ((kept.choosing = !kept.choosing), ctx.draw()) });
  return html`<section class="stack tight"><div class="acts">${missing}${calling(ctx, mine)}</div>
    ${!one && kept.choosing ? choose(ctx, mine) : nothing}${coming(ctx, mine)}
    <div>${sitOut(ctx, "bare flush")}</div></section>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
function choose(ctx, mine) {
  return html`<div class="well stack tight comes"><p class="note">${t("Who is not here?")}</p><div class="acts">${mine.partners.map(({ seat, name }) => button(ctx, `gone-${seat}`, { label: name, run: () => ((kept.choosing = false), gone(ctx, seat)) }))}</div></div>`;
}

/** Nobody calls themselves, and nobody calls whom they sit with. @param {Ctx} ctx @param {Mine} mine */
function calling(ctx, mine) {
  if (ctx.leads || mine.partners.some(({ seat }) => seat === "lead" || seat === ctx.lead.seat)) return nothing;
  const name = leadName(ctx, t("who leads"));
  const on = mine.call === "no";
  const label = on ? t("Call {name}", { name }) : t("Take the call back");
  return button(ctx, "call_lead", { label, run: () => ctx.ask("call_lead", "call_lead", { step: ctx.head.step, on }) });
}

/** @param {Ctx} ctx @param {Mine} mine */
function coming(ctx, { call }) {
  if (call === "no") return nothing;
  const name = leadName(ctx, t("Whoever leads"));
  return html`<div class="tell comes ${call === "coming" ? "leaf" : ""}">${icon(call === "coming" ? "check" : "bell")}<p>${call === "coming" ? html`<b>${t("{name} is coming.", { name })}</b>` : t("{name} sees that you call.", { name })}</p></div>`;
}

/** @param {Ctx} ctx @param {Mine} mine */
function earlier(ctx, { told }) {
  if (told.length < 2) return nothing;
  return html`<details><summary>${icon("notes")}${count(told.length, "One message", "{n} messages")}</summary>
    <ul class="stack tight">${told.map((words) => html`<li class="say"><p class="voice small">${words}</p></li>`)}</ul></details>`;
}
