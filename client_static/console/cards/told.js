// @ts-check
// How cards are put into words, on the console, the helm and the wall: never who, and no time finer than a beat.
import { html, nothing } from "../../vendor/lit.js";
import { t, timeOfDay } from "../../words.js";

/** @typedef {import("../../protocol.js").OpenCard} OpenCard */
/** @typedef {import("../../protocol.js").ConsoleCard} ConsoleCard */

const FEW = 5; // below, no software can promise more than "unsigned"

/** @type {Record<string, string>} */
const WEIGHTS = { slow: "Please slow down", stop: "Please stop" };

/** @param {Pick<OpenCard, "weight">} card */
export function weight(card) {
  const words = WEIGHTS[card.weight];
  return words ? html`<span class="tag ${card.weight === "stop" ? "rust" : "dusk"}">${t(words)}</span>` : nothing;
}

/** What is promised of it, and no more. @param {Pick<OpenCard, "n" | "standing">} card */
export function couldHave({ n, standing }) {
  if (standing === "anonymous") return t("one of {n} could have written it", { n });
  return n < FEW ? t("unsigned: one of only {n}, and the others may guess", { n }) : t("unsigned: it could not wait; one of {n} could have written it", { n });
}

/** @type {Record<string, string>} */
const WHY = { names: "Held: it names somebody", care: "Held: it needs care", later: "Held for later" };
/** @type {Record<string, string>} */
const STATES = { parked: "Parked for later", done: "Done", withdrawn: "Taken back by its author" };

/** What became of it, or "". @param {Pick<OpenCard, "state" | "why">} card */
export function stateOf({ state, why }) {
  const words = state === "held" ? WHY[why ?? "care"] : STATES[state];
  return words ? t(words) : "";
}

/** @param {Pick<OpenCard, "metoos" | "at_least">} card */
export function meToos({ metoos, at_least }) {
  if (!metoos) return "";
  return at_least ? t("at least {n} me too", { n: metoos }) : t("{n} me too", { n: metoos });
}

/** Its words; those of one that was put together are its parts'. @param {Pick<OpenCard, "text" | "parts" | "state">} card @returns {string[]} */
export function lines({ text, parts, state }) {
  const removed = t("These words were removed.");
  if (state === "withdrawn") return [t("Its author has taken it back.")];
  if (!parts.length) return [text ?? removed];
  const said = parts.filter((part) => part.text !== "").map((part) => part.text ?? removed);
  return said.length ? said : [removed];
}

/** @type {Record<string, string>} */
const QUICK = { yes: "Yes, that is it.", not_yet: "Not yet.", thanks: "Thank you." };

/** What its author has added. @param {Pick<OpenCard, "replies" | "quick">} card */
export function thread({ replies, quick }) {
  if (!replies.length && !quick.length) return nothing;
  return html`<div class="say stack tight"><p class="kicker">${t("Its author adds")}</p>
    ${replies.map(({ text }) => html`<p class="voice small" dir="auto">${text ?? t("These words were removed.")}</p>`)}
    ${quick.length ? html`<p class="voice small">${quick.map((what) => `“${t(QUICK[what] ?? "")}”`).join(" ")}</p>` : nothing}</div>`;
}

/** An instant that is near enough to wait for: "14:02:30". @param {number} ms server ms */
export function toTheSecond(ms) {
  const seconds = new Date(ms).getSeconds();
  return `${timeOfDay(ms)}:${String(seconds).padStart(2, "0")}`;
}
