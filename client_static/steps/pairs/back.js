// @ts-check
/** After the bell: everybody comes back, and, where the step wants it, each is introduced with the words they released. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { button } from "../../parts/button.js";
import { icon, stone } from "../../parts/icon.js";
import { count, t } from "../../words.js";
import { imHere } from "./gathering.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("../../protocol.js").Introduction} Introduction */

const FEW = 8; // introductions that are listed openly

/** @param {Ctx} ctx @param {Mine} mine */
export function back(ctx, mine) {
  /** @type {{introductions: Introduction[], turn: number}} */
  const { introductions: all, turn } = ctx.board ?? { introductions: [], turn: 0 };
  const now = all[turn];
  return { above: html`${now ? introducing(ctx, now, turn) : together(ctx, all.length > 0)}${now ? ahead(ctx, all, turn) : nothing}${order(all, turn, ctx.own)}${written(mine)}${again(ctx, mine)}` };
}

/** @param {Ctx} ctx @param {boolean} shared */
function together(ctx, shared) {
  const words = ctx.leads ? t("It goes on when you say so.") : t("It goes on when {name} says so.", { name: leadName(ctx, t("whoever leads")) });
  return html`<div class="stack close"><h1 class="voice big">${shared ? t("Everybody has been introduced.") : t("Everybody comes back to the call.")}</h1><p class="note">${words}</p></div>`;
}

/** @param {Ctx} ctx @param {Introduction} now @param {number} turn */
function introducing(ctx, now, turn) {
  const { by, whom, lines } = now;
  if (by.seat === ctx.own) {
    return html`<section class="mine"><div class="row keep">${stone()}<h1>${t("You introduce {name}", { name: whom.name })}</h1></div>
      ${lines.length ? html`<p class="kicker">${t("You may tell:")}</p>${lines.map(say)}` : html`<p class="voice small">${t("Nothing was released, and that is fine. You may say that you were glad to talk with {name}.", { name: whom.name })}</p>`}
      ${button(ctx, "pass_baton", { label: t("Done, pass the word on"), end: "next", look: "piece wide", run: () => ctx.ask("pass_baton", "pass_baton", { step: ctx.head.step, expecting: turn }) })}</section>`;
  }
  const me = whom.seat === ctx.own;
  return html`<div class="stack close"><h1 class="voice big">${t("Everybody comes back to the call.")}</h1>
    <p class="voice">${me ? t("{name} introduces you.", { name: by.name }) : t("{name} introduces {whom}.", { name: by.name, whom: whom.name })}</p>
    ${me ? html`<p class="note">${lines.length ? t("With what you released:") : t("You released nothing, so nothing of it is told.")}</p>${lines.map(say)}` : nothing}</div>`;
}

/** @param {string} words */
const say = (words) => html`<p class="say voice small">${words}</p>`;

/** When it comes to oneself. @param {Ctx} ctx @param {Introduction[]} all @param {number} turn */
function ahead(ctx, all, turn) {
  const at = all.findIndex(({ by }, i) => i > turn && by.seat === ctx.own);
  const next = all[at];
  if (!next) return nothing;
  const between = at - turn - 1;
  const fields = { whom: next.whom.name };
  return html`<p class="note">${between ? count(between, "One more, then you introduce {whom}.", "{n} more, then you introduce {whom}.", fields) : t("Then you introduce {whom}.", fields)}</p>`;
}

/** @param {Introduction[]} all @param {number} turn @param {string} own */
function order(all, turn, own) {
  if (!all.length) return nothing;
  const list = html`<ol class="lines num note">${all.map(({ by, whom }, i) => {
    const words = by.seat === own ? t("You introduce {name}", { name: whom.name }) : t("{name} introduces {whom}", { name: by.name, whom: whom.seat === own ? t("you") : whom.name });
    return html`<li><span class="row">${i === turn ? html`<b aria-current="step">${words}</b>` : words}${i < turn ? html`${icon("check", "sm")}<span class="vh">${t("done")}</span>` : nothing}</span></li>`;
  })}</ol>`;
  if (all.length > FEW) return html`<details><summary>${icon("people")}${t("The order")}</summary>${list}</details>`;
  return html`<section class="stack tight"><h2>${t("The order")}</h2>${list}</section>`;
}

/** What was written down stays readable for those who wrote it. @param {Mine} mine */
function written({ lines }) {
  if (!lines.length) return nothing;
  return html`<details><summary>${icon("edit")}${t("What your pair wrote down")}</summary><ul class="stack close">${lines.map(
    ({ text, released }) => html`<li class="say"><p class="voice small">${text}</p><p class="meta">${released ? t("Released") : t("Stays with your pair")}</p></li>`,
  )}</ul></details>`;
}

/** Who sat out or was away may take part in what comes next. @param {Ctx} ctx @param {Mine} mine */
function again(ctx, { being }) {
  if (being === "missing") return html`<section class="stack tight"><p class="note">${t("Good to have you back.")}</p>${imHere(ctx, t("I am here"), "wide")}</section>`;
  return being === "out" ? html`<div>${imHere(ctx, t("Count me in if there is another round"), "bare flush")}</div>` : nothing;
}
