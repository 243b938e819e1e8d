// @ts-check
/** Everyone connected, walls and facilitators too: there are no hidden watchers. */

import { html, nothing } from "../vendor/lit.js";
import { count, t } from "../words.js";
import { icon } from "./icon.js";

/** @typedef {import("../protocol.js").PersonHere} PersonHere */
/** @typedef {{people: PersonHere[], facilitators: string[], walls: number}} Here */

/** @param {Here} here @param {string | null} own */
export function people({ people, facilitators, walls }, own) {
  return html`<ul class="people">
    ${facilitators.map((name) => html`<li><span class="dot"></span>${name || t("Somebody")} <span class="meta">${t("who leads")}</span></li>`)}
    ${people.map((person) => html`<li><span class=${person.line === "ok" ? "dot" : "dot off"}></span>${person.name} ${about(person, own)}</li>`)}
    ${walls ? html`<li>${icon("screen", "sm")}${count(walls, "A wall", "{n} walls")} <span class="meta">${t("shows this to a room")}</span></li>` : nothing}
  </ul>`;
}

/** @param {PersonHere} person @param {string | null} own */
function about(person, own) {
  const words = [
    person.seat === own && t("you"),
    person.lead && t("leads"),
    person.line === "lost" && t("line lost for a moment"),
    person.hand !== null && (person.hand === 1 ? t("hand up, first") : t("hand up, number {n}", { n: person.hand })),
  ].filter(Boolean);
  return words.length ? html`<span class="meta">${words.join(" · ")}</span>` : nothing;
}

/** The same, folded away in a quiet place. @param {Here} here @param {string | null} own */
export function whoIsHere(here, own) {
  const all = here.people.length + here.facilitators.length;
  return html`<details data-keep="here"><summary>${icon("people")}${t("Who is here: {n}", { n: all })}</summary>${people(here, own)}</details>`;
}
