// @ts-check
// Taps: a concern without words. A stop stands at the very top until somebody here has heard it.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { t, timeOfDay } from "../../words.js";
import { quiet } from "../quiet.js";
import { isWaiting, take } from "./taken.js";
import { asks, tapsOf, whence } from "./tapped.js";
import { couldHave, lines } from "./told.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../protocol.js").ConsoleCard} ConsoleCard */
/** @typedef {import("./tapped.js").Taps} Taps */

const LOUD_MS = 600_000; // after ten minutes a tap is part of what was

/** @param {Desk} desk @returns {Taps[]} */
function taps(desk) {
  return tapsOf(desk.views.stage.cards?.taps ?? []);
}

/** @param {Desk} desk @returns {Set<string>} */
function heard(desk) {
  return desk.unfolded("heard") ?? new Set();
}

/** Nobody here has said yet that they heard it. @param {Desk} desk @param {Taps} tap */
function isLoud(desk, tap) {
  return tap.what !== "try" && !heard(desk).has(tap.key) && desk.now - tap.at < LOUD_MS;
}

/** Requests to stop: cards that nobody took up, and taps. @param {Desk} desk */
export function stops(desk) {
  if (desk.head.phase !== "running") return { cards: [], taps: [] };
  const taken = desk.unfolded("taken") ?? new Set();
  const cards = (desk.views.console.cards?.cards ?? []).filter((card) => card.weight === "stop" && isWaiting(card) && !taken.has(card.id));
  return { cards, taps: taps(desk).filter((tap) => tap.what === "stop" && isLoud(desk, tap)) };
}

/** Taps to slow down that nobody here has heard. @param {Desk} desk */
export function slowDown(desk) {
  return desk.head.phase === "running" ? taps(desk).filter((tap) => tap.what === "slow" && isLoud(desk, tap)) : [];
}

/** The two-second glance: somebody asks to stop. @param {Desk} desk */
export function alarm(desk) {
  const stop = stops(desk);
  if (!stop.cards.length && !stop.taps.length) return nothing;
  return html`<section class="stops stack" aria-labelledby="stop">
    <h2 class="voice" id="stop" tabindex="-1">${icon("care")}${t("Please stop")}</h2>
    ${repeat(stop.taps, (tap) => tap.key, (tap) => tapped(desk, tap))}
    ${repeat(stop.cards, (card) => card.id, (card) => written(desk, card))}
  </section>`;
}

/** @param {Desk} desk @param {ConsoleCard} card */
function written(desk, card) {
  return html`<div class="stack tight"><p class="voice small clipped" dir="auto">${lines(card)[0]}</p><p class="meta">${timeOfDay(card.at)} · ${couldHave(card)}</p>
    <div class="row"><button class="btn" id="card-${card.id}" @click=${() => take(desk, card.id)}>${t("Take it up")}<span class="vh"> ${lines(card)[0]?.slice(0, 60)}</span></button></div></div>`;
}

/** @param {Desk} desk @param {Taps} tap */
function tapped(desk, tap) {
  const { paused } = desk.head;
  const hold = () => desk.online && desk.tell("pause", {}, "hold");
  return html`<div class="stack tight"><p><b>${asks(tap)}</b> · ${whence(tap)}</p><div class="row">
    ${quiet(desk, tap.key, { plain: true })}
    ${tap.what === "stop" && !paused ? html`<button class="btn" aria-disabled=${desk.online ? nothing : "true"} @click=${hold}>${icon("pause")}${t("Hold the clock")}</button>` : nothing}
    <button class="btn bare" @click=${() => hear(desk, tap)}>${t("Heard")}<span class="vh">: ${asks(tap)}</span></button></div></div>`;
}

/** @param {Desk} desk @param {Taps} tap */
function hear(desk, tap) {
  desk.unfold("heard", new Set([...heard(desk), tap.key]));
  document.getElementById("cards")?.focus(); // the button under the finger has gone
}

/** In the tray: what is new, and in one line what was. @param {Desk} desk */
export function tapLines(desk) {
  const all = taps(desk);
  const fresh = slowDown(desk);
  const past = all.filter((tap) => !isLoud(desk, tap));
  return html`${fresh.length ? html`<div class="well stack close">${repeat(fresh, (tap) => tap.key, (tap) => tapped(desk, tap))}</div>` : nothing}
    ${past.length ? html`<details class="taps"><summary>${t("Taps so far")}</summary><ul>${repeat(past, (tap) => tap.key, (tap) => html`<li class="meta">${asks(tap)} · ${whence(tap)}</li>`)}</ul></details>` : nothing}`;
}
