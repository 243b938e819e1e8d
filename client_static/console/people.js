// @ts-check
// Who is at the door, who is here, who leads or looks on. A lost line is a place kept, never an absence.
import { html, nothing, repeat } from "../vendor/lit.js";
import { icon, stone } from "../parts/icon.js";
import { capital, clockText, count, list, ordinal, t } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").PersonHere} PersonHere */

/** Beyond this many, only those who need someone are listed; the others are counted. */
const LISTED = 40;

/** @param {Desk} desk */
export function knocks(desk) {
  const waiting = desk.roster?.knocks ?? [];
  if (!waiting.length) return nothing;
  return html`<section class="stack tight" aria-labelledby="door"><div class="row keep"><h2 id="door" tabindex="-1">${t("At the door")}</h2><span class="push tag ochre">${waiting.length}</span></div>
    <ul class="people">${repeat(waiting, (one) => one.seat, (one) => knocking(desk, one))}</ul></section>`;
}

/** @param {Desk} desk @param {{seat: string, name: string}} one */
function knocking(desk, { seat, name }) {
  const slot = `door:${seat}`;
  /** @param {string} verb */
  const answer = (verb) => desk.online && desk.tell(verb, { seat }, slot);
  return html`<li>${icon("door", "sm")}<span class="who" dir="auto">${name}</span>
    <span class="push row keep"><button class="btn" aria-busy=${desk.busy(slot)} aria-disabled=${!desk.online ? "true" : nothing} @click=${() => answer("admit")}>${t("Let in")}<span class="vh"> ${name}</span></button>
    <button class="btn bare" aria-disabled=${!desk.online ? "true" : nothing} @click=${() => answer("decline")}>${t("Not now")}<span class="vh"> ${t("for {name}", { name })}</span></button></span></li>`;
}

/** @param {Desk} desk */
function raised(desk) {
  return [...(desk.roster?.people ?? [])].filter((one) => one.hand !== null).sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0));
}

/** @param {Desk} desk @param {PersonHere} one */
function lostFor(desk, one) {
  const since = desk.roster?.lost[one.seat];
  if (one.line === "ok") return nothing;
  return html`<span class="meta">${since === undefined ? t("line lost") : t("line lost {time} ago", { time: clockText(Math.max(1, desk.now - since)) })}</span>`;
}

/** @param {Desk} desk @param {PersonHere} one */
function person(desk, one) {
  const part = desk.head.part;
  const round = part?.kind === "round" && "holder" in part ? part : null;
  const holds = round?.holder?.seat === one.seat;
  const next = round?.next?.seat === one.seat;
  return html`<li>
    ${holds ? stone() : html`<span class=${one.line === "ok" ? "dot" : "dot off"}></span>`}
    ${holds ? html`<b class="who" dir="auto">${one.name}</b><span class="vh">${t("has the piece")}</span>` : html`<span class="who" dir="auto">${one.name}</span>`}
    ${next ? html`<span class="meta">${t("next")}</span>` : nothing} ${lostFor(desk, one)}
    ${one.hand === null ? nothing : html`${icon("hand", "sm")}<span class="meta">${t("{nth} hand", { nth: ordinal(one.hand) })}</span>`}
  </li>`;
}

/** @param {Desk} desk @param {PersonHere[]} people */
function listed(desk, people) {
  return html`<ul class="people">${repeat(people, (one) => one.seat, (one) => person(desk, one))}</ul>`;
}

/** Many people: a sentence of counts, then those who need someone. @param {Desk} desk @param {PersonHere[]} people */
function crowd(desk, people) {
  const lost = people.filter((one) => one.line === "lost");
  const since = (/** @type {PersonHere} */ one) => desk.roster?.lost[one.seat] ?? 0;
  lost.sort((a, b) => since(a) - since(b));
  const hands = raised(desk);
  const needing = [...new Set([...hands, ...lost])];
  return html`<dl class="tally"><dt>${people.length - lost.length}</dt><dd>${t("are here")}</dd>
      <dt>${lost.length}</dt><dd>${t("have lost their line")}</dd><dt>${hands.length}</dt><dd>${t("raise a hand")}</dd></dl>
    ${needing.length ? listed(desk, needing.slice(0, LISTED)) : html`<p class="note">${t("Nobody needs you just now.")}</p>`}
    <details><summary>${t("Everyone")}</summary>${listed(desk, people)}</details>`;
}

/** @param {Desk} desk */
export function people(desk) {
  const all = desk.roster?.people ?? [];
  const hands = raised(desk);
  const title = desk.head.phase === "before" ? t("Here") : desk.head.phase === "ended" ? t("Still here") : t("People");
  return html`<section class="stack tight" aria-labelledby="people"><div class="row keep"><h2 id="people">${title}</h2><span class="push num note">${count(all.length, "1 person", "{n} people")}</span></div>
    ${hands.length > 1 ? html`<p class="note">${t("Hands, in order: {names}", { names: list(hands.map((one) => one.name)) })}</p>` : nothing}
    ${all.length === 0 ? html`<p class="note">${t("Nobody has come yet.")}</p>` : all.length > LISTED ? crowd(desk, all) : listed(desk, all)}</section>`;
}

/** Nobody looks on unseen. @param {Desk} desk */
export function lookingOn(desk) {
  const { facilitators = [], walls = 0 } = desk.roster ?? {};
  const you = facilitators.indexOf(desk.place.name);
  return html`<section class="stack tight"><h3>${t("Leading and looking on")}</h3><ul class="people">
    ${facilitators.map((name, i) => html`<li><span class="dot"></span><span class="who" dir="auto">${name}</span>${i === you ? html`<span class="meta">${t("you")}</span>` : nothing}</li>`)}
    ${walls ? html`<li>${icon("screen", "sm")}${capital(count(walls, "a wall", "{n} walls"))}</li>` : nothing}
  </ul></section>`;
}
