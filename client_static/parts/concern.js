// @ts-check
/**
 * Writing a concern. Nothing leaves before it is sent: opening, typing and putting away tell the server nothing.
 * The words are kept in memory only and go when the page does.
 */

import { html, live, nothing } from "../vendor/lit.js";
import { left } from "../clock.js";
import { clockText, count, t, timeOfDay } from "../words.js";
import { leadName } from "../panel/context.js";
import { fault } from "../panel/screens.js";
import { button } from "./button.js";
import { icon } from "./icon.js";

/** @typedef {{open: boolean, text: string, to: "lead" | "all", weight: "thought" | "slow" | "stop", fault: string}} Concern */
/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** Fewer than this cannot hide each other at all. */
const FEWEST = 3;
/** Fewer than this can guess. */
const FEW = 5;

/** @returns {Concern} */
export const blank = () => ({ open: false, text: "", to: "lead", weight: "thought", fault: "" });

/** @param {Ctx} ctx */
export function concernBar(ctx) {
  const ms = left(ctx.head, ctx.now);
  return html`<div class="bar"><div class="row keep">
    <button type="button" class="btn bare flush" @click=${() => ctx.closeConcern()}>${icon("back")}${t("Back, keep my words")}</button>
    ${ms === null || ctx.head.phase !== "running" ? nothing : html`<span class="time push num" role="timer">${icon("clock", "sm")}<span>${clockText(ms)}</span></span>`}
  </div></div>`;
}

/** @param {Ctx} ctx */
export function concernForm(ctx) {
  const concern = ctx.ui.concern;
  const change = (/** @type {Partial<Concern>} */ some) => (Object.assign(concern, some), ctx.draw());
  return html`<section class="stack" aria-labelledby="concern-title">
    <div class="card writing"><h1 id="concern-title">${t("What should be known?")}</h1>
      ${howMany(ctx)}
      <div><label class="vh" for="concern">${t("Your concern")}</label>
        <textarea class="in" id="concern" placeholder=${t("In your own words")} maxlength="2400" .value=${live(concern.text)}
          spellcheck="false" autocomplete="off" autocorrect="off" translate="no"
          aria-invalid=${concern.fault ? "true" : nothing} aria-describedby=${concern.fault ? "concern-fault" : nothing}
          @input=${(/** @type {any} */ event) => change({ text: event.target.value, fault: "" })}></textarea>
        ${fault("concern-fault", concern.fault)}</div>
      <p class="meta">${t("Nothing leaves before you send it. Cards are opened together once a minute, shuffled.")}</p></div>
    ${ctx.peers ? html`<p class="note">${t("In this circle nobody holds a card alone: it opens for all of us.")}</p>` : whom(ctx, concern, change)}
    ${weight(concern, change)}
    ${button(ctx, "concern", {
      label: t("Send without my name"), icon: "card", look: "sealed wide",
      missing: ctx.here < FEWEST ? t("Too few are here for a card") : concern.text.trim() ? undefined : t("Write something first"),
      run: () => send(ctx),
    })}
    <details><summary>${t("What this cannot protect you from")}</summary><p class="note">${t(
      "Somebody who watches you type, or a computer that is watched. Whoever runs the server could note when each card came. Your way of writing may be known to the others.",
    )}</p></details>
  </section>`;
}

/** @param {Ctx} ctx */
function howMany(ctx) {
  const name = leadName(ctx, t("whoever leads"));
  if (ctx.here < FEWEST) {
    return html`<div class="tell ochre">${icon("care")}<p>${t("Too few are here for a card. Speak to {name} outside the group, or write one later.", { name })}</p></div>`;
  }
  if (ctx.here < FEW) {
    return html`<div class="tell ochre">${icon("care")}<p><b>${t("Unsigned, but easy to guess.")}</b> ${t(
      "Only {n} people could have written this, and timing may give you away. If that is too few for what you want to say, speak to {name} outside the group.",
      { n: ctx.here, name },
    )}</p></div>`;
  }
  return html`<p class="own">${t("Sent without your name. Timing may give you away.")} ${count(ctx.here, "{n} person could have written this.", "{n} people could have written this.")}</p>`;
}

/** @param {Ctx} ctx @param {Concern} concern @param {(change: Partial<Concern>) => void} change */
function whom(ctx, concern, change) {
  const lead = leadName(ctx, t("Who leads"));
  return choice(t("For whom"), "whom", "two", [["lead", lead], ["all", t("All of us")]], concern.to, (to) => change({ to }));
}

/** @param {Concern} concern @param {(change: Partial<Concern>) => void} change */
function weight(concern, change) {
  return choice(t("How heavy is it"), "heavy", "", [["thought", t("A thought")], ["slow", t("Please slow down")], ["stop", t("Please stop")]], concern.weight, (weight) => change({ weight }));
}

/**
 * @template {string} V @param {string} legend @param {string} name @param {string} look @param {[V, string][]} choices
 * @param {V} chosen @param {(value: V) => void} choose
 */
function choice(legend, name, look, choices, chosen, choose) {
  return html`<fieldset class="field"><legend>${legend}</legend><div class="pick dusk ${look}">${choices.map(
    ([value, label]) => html`<label><input type="radio" name=${name} .checked=${live(value === chosen)} @change=${() => choose(value)}>${label}</label>`,
  )}</div></fieldset>`;
}

/** @param {Ctx} ctx */
async function send(ctx) {
  const concern = ctx.ui.concern;
  const { text, weight } = concern;
  const to = ctx.peers ? "all" : concern.to;
  ctx.ui.start("concern");
  const outcome = await ctx.sealed.send({ text, to, weight });
  ctx.ui.stop("concern");
  if (outcome.ok) {
    ctx.ui.concern = blank();
    ctx.closeConcern();
    ctx.say(t("Sealed."));
    [...document.querySelectorAll("main .card.comes")].at(-1)?.scrollIntoView({ block: "nearest" });
  } else {
    concern.fault = outcome.message ?? t("This could not be sent. Your words are still here. Try again, or copy them.");
    ctx.say(concern.fault);
  }
  ctx.draw();
}

/** When a card of this moment will be opened. @param {number} opens server ms */
export const opensAt = (opens) => html`<b class="num">${timeOfDay(opens)}</b>`;
