// @ts-check
/** What its author can do with a card: more words, a short answer, take it back, say whose it is. And the answer to them alone. */

import { html, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { count, t, timeOfDay } from "../../words.js";
import { icon } from "../icon.js";
import { FEWEST, shut, standing } from "./standing.js";
import { elsewhere, further, inMiddle, textOf, waits } from "./thread.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {"yes" | "not_yet" | "thanks"} Short */

/** @type {Record<Short, string>} */
export const SHORT = { yes: "Yes, that is it", not_yet: "Not yet", thanks: "Thank you" };

/** @param {Ctx} ctx @param {string} id */
export function ownSide(ctx, id) {
  const { box } = ctx;
  const part = inMiddle(ctx, id)?.parts.find((one) => box.mine(one.id));
  if (part) return html`<p><b>${t("Yes, one of these is yours.")}</b></p>${letter(ctx, part.id)}${waiting(ctx, part.id)}${acts(ctx, part.id, true)}`;
  if (!box.mine(id)) return html`<p class="note">${box.said(id) ? t("Not from this screen. You said “me too”.") : t("Not from this screen.")}</p>`;
  return html`<p><b>${t("Yes, it is yours.")}</b></p>${letter(ctx, id)}${waiting(ctx, id)}${acts(ctx, id)}`;
}

/** @param {Ctx} ctx @param {string} id */
function letter(ctx, id) {
  const words = ctx.box.letter(id);
  if (!words) return nothing;
  return html`<div class="say stack tight"><p class="kicker">${t("{name}, to you alone", { name: leadName(ctx, t("Whoever leads")) })}</p><p class="voice small">${words}</p></div>`;
}

/** @param {Ctx} ctx @param {string} id */
function waiting(ctx, id) {
  const short = waits(ctx, id, "quick");
  const said = [
    waits(ctx, id, "reply") && t("Your further words are sealed and wait for the next opening."),
    short && t("“{words}” leaves with the next beat.", { words: t(SHORT[/** @type {Short} */ (short.what)] ?? "") }),
    waits(ctx, id, "withdraw") && t("It is taken back with the next beat."),
  ].filter(Boolean);
  return said.length ? html`<p class="own">${icon("later", "sm")}${said.join(" ")}</p>` : nothing;
}

/** @param {Ctx} ctx @param {string} id @param {boolean} [merged] it lies within another: more words go to that one, aloud */
function acts(ctx, id, merged) {
  const card = inMiddle(ctx, id);
  if (card?.state === "withdrawn" || waits(ctx, id, "withdraw") || ctx.head.phase !== "running") return nothing;
  const answered = Boolean(card?.answer || ctx.box.letter(id));
  const n = further(ctx, id);
  const few = standing(ctx, n) === "closed";
  const part = (/** @type {"withdraw" | "own"} */ what) => () => ((ctx.ui.cards.about = { card: id, what }), ctx.draw());
  const write = () => ((ctx.ui.concern.card = id), ctx.openConcern());
  if (merged) return html`<div class="acts">${act(t("Take it back"), part("withdraw"))}</div>`;
  return html`<div class="acts">
    ${act(t("Add words"), write, few ? t("Too few were here all the time") : shut(ctx, n))}
    ${answered && !waits(ctx, id, "quick") ? Object.entries(SHORT).map(([what, words]) => act(t(words), () => short(ctx, id, /** @type {Short} */ (what)), n < FEWEST ? t("Too few were here all the time") : undefined)) : nothing}
    ${act(t("Take it back"), part("withdraw"))}
    ${card && !card.owner ? act(t("Say it is mine"), part("own")) : nothing}</div>`;
}

/** @param {string} label @param {() => unknown} run @param {string} [missing] */
function act(label, run, missing) {
  return html`<button type="button" class="btn" aria-disabled=${missing ? "true" : nothing} @click=${missing ? nothing : run}>${missing ? html`${label}<span class="vh">: ${missing}</span>` : label}</button>`;
}

/** @param {Ctx} ctx @param {string} id @param {Short} what */
function short(ctx, id, what) {
  ctx.box.quick(id, what);
  ctx.say(t("It leaves with the next beat."));
  ctx.draw();
}

/** The second tap, with what it does to the others said before it. @param {Ctx} ctx @param {string} id */
export function secondTap(ctx, id) {
  const { about } = ctx.ui.cards;
  if (about?.card !== id) return nothing;
  const away = () => ((ctx.ui.cards.about = null), ctx.draw());
  return html`<div class="tell ochre comes">${icon("info")}<div class="stack tight">${about.what === "own" ? owning(ctx, id, away) : withdrawing(ctx, id, away)}</div></div>`;
}

/** @param {Ctx} ctx @param {string} id @param {() => void} away */
function withdrawing(ctx, id, away) {
  const run = () => {
    ctx.box.withdraw(id);
    ctx.say(t("It is taken back with the next beat."));
    away();
  };
  return html`<p>${t("Its words are deleted here for everybody, with the next beat. What people have read they have read.")}</p>
    <div class="acts"><button type="button" class="btn" @click=${run}>${t("Take it back for all")}</button><button type="button" class="btn" @click=${away}>${t("Leave it")}</button></div>`;
}

/** One packet holds one text: whoever owns a card did not write the others of that opening. @param {Ctx} ctx @param {string} id @param {() => void} away */
function owning(ctx, id, away) {
  const card = inMiddle(ctx, id);
  const others = ctx.cards.filter((one) => one.id !== id && one.beat === card?.beat && one.state !== "withdrawn" && !one.owner);
  const least = Math.min(...others.map((one) => one.n - 1));
  const name = ctx.name || t("You");
  if (others.length && least < FEWEST) {
    return html`<p>${t("Then fewer than three people could have written another card of {time}. Say aloud that it is yours when the circle is closed.", { time: timeOfDay(card?.at ?? 0) })}</p>
      <button type="button" class="btn" @click=${away}>${t("Leave it unsigned")}</button>`;
  }
  const run = () => (away(), ctx.ask("own", "own_card", { card: id, sig: ctx.box.own(id, ctx.own) }));
  return html`<p>${t("All will read: {name} says that this is theirs. It cannot be undone.", { name })} ${others.length ? count(others.length, "Another card of {time} then has {least} people who could have written it.", "The other {n} cards of {time} then have {least} people who could have written them.", { time: timeOfDay(card?.at ?? 0), least }) : ""}</p>
    <div class="acts"><button type="button" class="btn" @click=${run}>${t("Say it is mine")}</button><button type="button" class="btn" @click=${away}>${t("Leave it unsigned")}</button></div>`;
}

/** Those that lie with whoever leads, or are held: the same handle on every screen. @param {Ctx} ctx */
export function elsewhereSide(ctx) {
  const ids = elsewhere(ctx);
  if (!ids.length) return html`<p class="note">${t("No card of this screen lies anywhere else.")}</p>`;
  return html`<ul class="stack">${ids.map((id) => html`<li class="stack tight">
    <p class="voice small" translate="no">${textOf(ctx, id) || t("A card from this screen.")}</p>
    <p class="meta">${where(ctx, id)}</p>${letter(ctx, id)}${waiting(ctx, id)}${acts(ctx, id)}${secondTap(ctx, id)}</li>`)}</ul>`;
}

/** @param {Ctx} ctx @param {string} id */
function where(ctx, id) {
  const held = ctx.middle.held.some((one) => one.id === id);
  const name = leadName(ctx, t("Whoever leads"));
  return held ? t("It has opened, and {name} holds it for now.", { name }) : t("It has opened. {name} has it.", { name });
}
