// @ts-check
// The top line: what this is, what time it is, and when it ends if nothing changes.
import { html, nothing } from "../vendor/lit.js";
import { icon, mark } from "../parts/icon.js";
import { left } from "../clock.js";
import { t, timeOfDay } from "../words.js";
import { stopped, waiting } from "./cards.js";
import { minutes } from "./naming.js";

/** @typedef {import("./desk.js").Desk} Desk */

const MINUTE = 60_000;

/** When the session ends, in server ms, if every step to come takes its time. @param {Desk} desk */
export function endsAbout({ head, header, now }) {
  return now + Math.max(0, left(head, now) ?? 0) + header.after_ms;
}

/** @param {Desk} desk */
function overPlan(desk) {
  const { header } = desk;
  const over = header.started_at === null ? 0 : endsAbout(desk) - header.started_at - header.planned_ms;
  const whole = Math.round(over / MINUTE);
  return whole < 1 ? nothing : html`<span class="tag ochre">${t("{n} min over plan", { n: whole })}</span>`;
}

/** @param {Desk} desk */
function ends(desk) {
  const { head, header, now } = desk;
  if (head.phase === "ended") return html`<p class="note">${t("The circle is closed")}</p>`;
  if (head.phase === "before")
    return html`<p class="note">${t("Begun now, it ends about {time}", { time: timeOfDay(now + header.planned_ms) })}</p>`;
  return html`<p>
    <b class="num">${timeOfDay(now)}</b> <span class="note">${t("ends about")}</span>
    <b class="num">${timeOfDay(endsAbout(desk))}</b>
    ${head.paused ? html`<span class="tag">${t("held")}</span>` : overPlan(desk)}
  </p>`;
}

/** In one column, whoever waits stands below the fold: they are named at the top, too. A stop always is. @param {Desk} desk */
function signals(desk) {
  const [knocking, cards, stop] = [desk.roster?.knocks.length ?? 0, waiting(desk), stopped(desk)];
  const look = (/** @type {string} */ id) => () => document.getElementById(id)?.focus();
  return html`${stop ? html`<button class="tag rust stopsign" @click=${look("stop")}>${icon("care", "sm")}${t("Please stop")}</button>` : nothing}<span class="signals">
    ${knocking ? html`<button class="tag ochre" @click=${look("door")}>${t("At the door: {n}", { n: knocking })}</button>` : nothing}
    ${cards ? html`<button class="tag dusk" @click=${look("cards")}>${t("Cards: {n}", { n: cards })}</button>` : nothing}
  </span>`;
}

/** @param {Desk} desk */
export function topLine(desk) {
  const { header } = desk;
  const own = header.title && header.title !== header.module;
  return html`<header class="head">
    ${mark()}
    <h1>${header.module}${own ? html` <span class="meta">· ${header.title}</span>` : nothing}</h1>
    ${signals(desk)}
    <div class="push ends">${ends(desk)}</div>
  </header>`;
}

/** "8 steps, 59 minutes in all" @param {Desk} desk */
export function inAll({ header }) {
  return t("{time} in all", { time: minutes(header.planned_ms / 1000) });
}
