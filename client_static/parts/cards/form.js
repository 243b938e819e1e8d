// @ts-check
/** The parts of a box for words: the field, the room that is left, for whom, how heavy, how soon. */

import { html, live, nothing } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { mix, t, timeOfDay } from "../../words.js";
import { icon } from "../icon.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** From here on it is said how much room is left, in bytes. */
const NEAR = 400;

/** What a card is written for now: a step in which all are quiet and write, or nothing. @param {Pick<Ctx, "part">} ctx */
export const asked = ({ part }) => (part?.kind === "window" && part.thing) || "";

/** When what was written for this opens (server ms); null where nobody can know yet. @param {Pick<Ctx, "boxNow" | "part">} ctx @param {string} thing */
function opensAt({ boxNow, part }, thing) {
  if (!boxNow?.things.includes(thing)) return boxNow?.opens ?? null; // its own end is over: with all else
  return thing === part?.thing ? boxNow.asked?.opens ?? null : null;
}

/** A sentence with `{time}` in it: when words are opened that are written for `thing`. @param {Ctx} ctx @param {string} sentence @param {string} [thing] */
export function atOpening(ctx, sentence, thing = asked(ctx)) {
  const opens = opensAt(ctx, thing);
  const time = opens ? html`<b class="num">${timeOfDay(opens)}</b>` : thing && thing === ctx.part?.thing ? t("the end of this step") : t("the next opening");
  return mix(sentence, { time: /** @type {any} */ (time) });
}

/** What is left, once it matters. Letters beyond plain ones take two bytes and more, so it says "about". @param {Ctx} ctx @param {...string} texts */
export function roomLeft(ctx, ...texts) {
  const room = ctx.box.wordRoom - ctx.box.wordBytes(...texts);
  if (room >= NEAR) return "";
  if (room < 0) return t("Too long by about {n} letters. Shorten it, or make two of it.", { n: -room });
  return t("Room for about {n} more letters.", { n: room });
}

/** @param {Ctx} ctx @param {...string} texts */
export const tooLong = (ctx, ...texts) => ctx.box.wordBytes(...texts) > ctx.box.wordRoom;

/**
 * The field: no other software is told about what is typed. @param {Ctx} ctx
 * @param {{text: string, label: string, put: (text: string) => void}} given
 */
export function field(ctx, { text, label, put }) {
  const room = roomLeft(ctx, text);
  return html`<div><label class="vh" for="concern">${label}</label>
    <textarea class="in" id="concern" placeholder=${t("In your own words")} .value=${live(text)}
      spellcheck="false" autocomplete="off" autocorrect="off" autocapitalize="sentences" translate="no"
      aria-invalid=${tooLong(ctx, text) ? "true" : nothing} aria-describedby=${room ? "concern-room" : nothing}
      @input=${(/** @type {any} */ event) => put(event.target.value)}></textarea>
    ${counter("concern-room", room, tooLong(ctx, text))}</div>`;
}

/** @param {string} id @param {string} words @param {boolean} over */
export function counter(id, words, over) {
  if (!words) return nothing;
  return html`<p class=${over ? "err" : "meta num"} id=${id}>${over ? icon("info") : nothing}<span>${words}</span></p>`;
}

/** For whom, how heavy, how soon: one set of choices, wherever one writes. @param {Ctx} ctx @param {{soon: boolean}} may */
export function choices(ctx, may) {
  const { concern } = ctx.ui;
  const change = (/** @type {Partial<typeof concern>} */ some) => (Object.assign(concern, some), ctx.draw());
  return html`${ctx.peers ? html`<p class="note">${t("In this circle nobody holds a card alone: it opens for all of us.")}</p>` : choice(
    t("For whom"), "whom", "two", [["lead", leadName(ctx, t("Who leads"))], ["all", t("All of us")]], concern.to, (to) => change({ to }))}
    ${choice(t("How heavy is it"), "heavy", "", [["thought", t("A thought")], ["slow", t("Please slow down")], ["stop", t("Please stop")]], concern.weight, (weight) => change({ weight }))}
    ${may.soon && ctx.middle.soon ? soon(concern.soon, (on) => change({ soon: on })) : nothing}`;
}

/**
 * @template {string} V @param {string} legend @param {string} name @param {string} look @param {[V, string][]} all
 * @param {V} chosen @param {(value: V) => void} choose
 */
function choice(legend, name, look, all, chosen, choose) {
  return html`<fieldset class="field"><legend>${legend}</legend><div class="pick dusk ${look}">${all.map(
    ([value, label]) => html`<label><input type="radio" name=${name} .checked=${live(value === chosen)} @change=${() => choose(value)}>${label}</label>`,
  )}</div></fieldset>`;
}

/** @param {boolean} on @param {(on: boolean) => void} choose */
function soon(on, choose) {
  return html`<div class="stack tight"><div class="pick dusk"><label><input type="checkbox" .checked=${live(on)} aria-describedby="soon-cost" @change=${(/** @type {any} */ event) => choose(event.target.checked)}>${t("It cannot wait: open it soon")}</label></div>
    <p class="meta" id="soon-cost">${t("Opens within a minute. Somebody who keeps track of when everyone is busy could guess it is yours.")}</p></div>`;
}
