// @ts-check
/** round: the talking piece goes round. Whoever holds it speaks and passes it on; nothing cuts anybody off. */

import { html, nothing } from "../vendor/lit.js";
import { another, body, prompt } from "../parts/body.js";
import { button } from "../parts/button.js";
import { stone } from "../parts/icon.js";
import { ring } from "../parts/ring.js";
import { about, mix, spentText, t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */
/** @typedef {{seat: string, name: string, turn: string}} Place */

/** More names than this do not fit on a panel's ring: the list gives all. */
const NAMED = 8;

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  if (!ctx.part) return { above: prompt(ctx.head) };
  if (ctx.mine?.turn === "holds") return { above: html`${holding(ctx)}${circle(ctx)}${everyone(ctx)}` };
  return { above: html`${prompt(ctx.head)}${circle(ctx)}${whenYou(ctx)}${choices(ctx)}${ctx.mine?.turn === "waits" ? another(ctx.head) : nothing}${everyone(ctx)}` };
}

/** @param {Ctx} ctx */
function holding(ctx) {
  const { head, part } = ctx;
  const label = part.next ? t("Pass it on to {name}", { name: part.next.name }) : t("Put it back in the middle");
  return html`<section class="mine">
      <div class="row keep">${stone()}<h1>${t("You have the piece")}</h1>${spent(ctx)}</div>
      ${head.body ? html`<p class="kicker">${head.title}</p>${body(head.body)}` : html`<p class="voice">${head.title}</p>`}
      ${button(ctx, "pass_piece", { label, end: "next", look: "piece wide", run: () => ctx.ask("pass_piece", "pass_piece", { expecting: ctx.own }) })}
      ${choices(ctx)}
    </section>
    <p class="note">${t("Take the time you need. Nothing cuts you off; the others see the minutes, not a countdown.")}</p>
    ${another(head)}`;
}

/** How long the piece has been where it is. @param {Ctx} ctx */
function spent({ part, head, now }) {
  if (part.since === null || head.paused) return nothing;
  return html`<span class="time push num" role="timer">${spentText(now - part.since)}</span>`;
}

/** @param {Ctx} ctx */
function circle(ctx) {
  /** @type {Place[]} */
  const places = ctx.board?.circle ?? [];
  return ring(places.map((place) => placed(ctx, place)), ctx.own, middle(ctx));
}

/** @param {Ctx} ctx @param {Place} place */
function placed(ctx, { seat, name, turn: known }) {
  // The head travels faster than the board: who holds the piece is what the head says.
  const turn = seat === ctx.part.holder?.seat ? "holds" : known === "holds" ? "spoke" : known;
  const next = ctx.part.next?.seat === seat;
  const gone = ctx.person(seat)?.line === "lost" && turn !== "holds";
  const looks = [turn === "spoke" || turn === "passed" ? "past" : turn === "holds" ? "holds" : "", next ? "next" : "", gone ? "gone" : ""];
  return { seat, name, looks, said: saidOf(turn, next, gone) };
}

/** @param {string} turn @param {boolean} next @param {boolean} gone */
function saidOf(turn, next, gone) {
  /** @type {Record<string, string>} */
  const turns = { spoke: t("has spoken"), passed: t("has passed"), holds: t("has the piece") };
  return [turns[turn], next && t("is next"), gone && t("line lost")].filter(Boolean).join(", ") || undefined;
}

/** @param {Ctx} ctx */
function middle(ctx) {
  const { part, mine, head, now } = ctx;
  if (!part.holder) return html`<p class="voice small">${t("The piece lies in the middle again.")}</p>`;
  if (mine?.turn === "holds") return html`<p class="meta">${t("{n} of {of}", { n: part.done + 1, of: part.of })}</p>`;
  const many = (ctx.board?.circle.length ?? 0) > NAMED;
  const who = { name: part.holder.name, next: part.next?.name ?? "" };
  const ahead = many && mine?.ahead ? t("you in {time}", { time: about(mine.ahead * part.seconds_each) }) : t("{time} each", { time: about(part.seconds_each) });
  return html`<p class="voice small">${many && part.next ? t("{name} has the piece, then {next}", who) : t("{name} has the piece", who)}</p>
    ${head.paused ? html`<p class="meta">${t("paused")}</p>` : part.since === null ? nothing : html`<p class="clock num" role="timer">${spentText(now - part.since)}</p>`}
    <p class="meta">${ahead}</p>`;
}

/** @param {Ctx} ctx */
function whenYou(ctx) {
  const { part, mine } = ctx;
  if (!part.holder) return html`<p class="note">${t("Everyone has had the piece. It goes on when {name} says so.", { name: ctx.lead.name || t("whoever leads") })}</p>`;
  if (mine?.turn !== "waits") {
    return html`<p class="note">${mine?.turn === "out" ? t("This round goes on without you; there is nothing to do but listen.") : t("Your turn is behind you. There is nothing to do but listen.")}</p>`;
  }
  const you = html`<b>${t("you")}</b>`;
  /** @type {Record<string, any>} */
  const fields = { name: part.holder.name, next: part.next?.name ?? "", you, n: (mine.ahead ?? 2) - 2 };
  const sentence =
    mine.ahead === 1 ? "After {name} comes {you}." : mine.ahead === 2 ? "After {name} comes {next}, then {you}." : "After {name} comes {next}; {n} more, then {you}.";
  return html`<p class="note">${mix(sentence, fields)} ${t("Until then, there is nothing to do but listen.")}</p>`;
}

/** Passing is as large as answering, and nobody asks why. @param {Ctx} ctx */
function choices(ctx) {
  const { part, mine } = ctx;
  if (mine?.turn !== "holds" && mine?.turn !== "waits") return nothing;
  const last = mine.turn === "holds" && !part.next;
  return html`<div class="acts lean">
    ${button(ctx, "pass_turn", { label: t("Pass"), icon: "pass", run: () => ctx.ask("pass_turn", "pass_turn", { step: ctx.head.step }) })}
    ${last ? nothing : button(ctx, "come_back_to_me", { label: t("Come back to me"), icon: "later", run: () => ctx.ask("come_back_to_me", "come_back_to_me", { step: ctx.head.step }) })}
  </div>`;
}

/** @param {Ctx} ctx */
function everyone(ctx) {
  /** @type {Place[]} */
  const places = ctx.board?.circle ?? [];
  if (places.length <= NAMED) return nothing;
  return html`<details><summary>${t("Everyone, in order")}</summary><ol class="lines num note">${places.map((place) => {
    const { said } = placed(ctx, place);
    return html`<li><span>${place.name}${place.seat === ctx.own ? ` ${t("(you)")}` : ""}${said ? `, ${said}` : ""}</span></li>`;
  })}</ol></details>`;
}
