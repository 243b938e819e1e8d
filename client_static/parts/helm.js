// @ts-check
/** The helm: for the seat that leads among peers, between the step and the foot. Its own turn and pair stay above. */

import { html, nothing } from "../vendor/lit.js";
import { atTheDoor } from "../status.js";
import { t } from "../words.js";
import { button } from "./button.js";
import { cardsCall, cardsPart, quiet } from "./helm/cards.js";
import { boardOf, pairsBoard, pairsDrive } from "./helm/pairs.js";
import { icon } from "./icon.js";
import { notesOf } from "./notes.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx */
export function helm(ctx) {
  const running = ctx.head.phase === "running";
  const board = running ? boardOf(ctx) : null;
  return html`<section class="helm" aria-label=${t("You lead")}>
    <details><summary>${icon("notes")}${summary(ctx)}</summary>
      <div class="stack close">
        ${door(ctx)}${board ? pairsBoard(ctx, board) : nothing}
        ${running ? notesOf(ctx.head.notes) : nothing}
        ${running ? [cardsPart(ctx), onward(ctx), path(ctx)] : nothing}
        ${passLead(ctx)}
        ${running ? ending(ctx) : nothing}
      </div></details>
    ${board ? pairsDrive(ctx, board) : nothing}${running ? drive(ctx) : nothing}
  </section>`;
}

/** What needs whoever leads, in one line. @param {Ctx} ctx */
function summary(ctx) {
  const calls = [ctx.knocks.length ? atTheDoor(ctx.knocks.length) : "", ctx.head.phase === "running" ? cardsCall(ctx) : ""].filter(Boolean);
  return calls.length ? [t("You lead"), ...calls].join(" · ") : t("You lead · notes and more");
}

/** Where "next" leads; from an aside, back. @param {Ctx} ctx */
function onto({ head, header }) {
  const title = header?.next?.title;
  if (!title) return t("Next");
  return head.added ? t("Back to {title}", { title }) : title;
}

/** @param {Ctx} ctx */
function drive(ctx) {
  const { head } = ctx;
  const expecting = head.step;
  const last = !head.added && head.step + 1 >= head.steps;
  return html`<div class="drive" role="group" aria-label=${t("Lead")}>
    ${button(ctx, "previous", { label: "", icon: "back", look: "square", spoken: t("Back to the step before"), missing: head.step || head.added ? undefined : " ", run: () => ctx.ask("previous", "previous_step", { expecting }) })}
    ${button(ctx, "hold", { label: head.paused ? t("Go on") : t("Hold"), pressed: head.paused, run: () => ctx.ask("hold", head.paused ? "resume" : "pause") })}
    ${button(ctx, "longer", { label: t("+1 min"), again: true, run: () => time(ctx, "longer", 60) })}
    ${last
      ? button(ctx, "close", { label: t("Close"), look: "go", run: () => ((ctx.ui.ending = true), ctx.draw()) })
      : button(ctx, "next", { label: onto(ctx), look: "go", run: () => ctx.ask("next", "next_step", { expecting }) })}
  </div>
  ${ctx.ui.ending ? html`<div class="tell ochre">${icon("info")}<div class="stack tight"><p>${t("This closes the circle for everyone.")} ${head.phase === "running" ? t("Words that are sealed and not open yet are gone then. Nobody can see whether there are any.") : nothing}</p>
    ${ctx.part?.last ? nothing : quiet(ctx, true)}
    <div class="acts">${button(ctx, "end", { label: t("Close it"), run: () => ((ctx.ui.ending = false), ctx.ask("end", "end")) })}
    <button type="button" class="btn" @click=${() => ((ctx.ui.ending = false), ctx.draw())}>${t("Not yet")}</button></div></div></div>` : nothing}`;
}

/** A talk that is over is not extended by a tap that came late. @param {Ctx} ctx @param {string} name @param {number} seconds */
function time(ctx, name, seconds) {
  const board = boardOf(ctx);
  const talking = board?.phase === "talking";
  return talking ? ctx.ask(name, "extend_pairs", { expecting: board.draw, seconds }) : ctx.ask(name, "add_time", { seconds });
}

/** Whoever leads keeps the time, not the words: a round goes on by itself, unless its holder's line is lost. @param {Ctx} ctx */
function onward(ctx) {
  const holder = ctx.head.kind === "round" ? ctx.part?.holder : null;
  const open = ctx.head.kind === "collect" && ctx.part && !ctx.part.opened && !ctx.part.called;
  const write = ctx.head.kind === "window" && ctx.part?.thing && !ctx.part.called;
  return html`<div class="acts">
    ${button(ctx, "shorter", { label: t("−1 min"), again: true, run: () => time(ctx, "shorter", -60) })}
    ${open ? button(ctx, "open_answers", { label: t("Open the answers"), run: () => ctx.ask("open_answers", "open_answers") }) : nothing}
    ${write ? button(ctx, "open_window", { label: t("Open it soon"), run: () => ctx.ask("open_window", "open_window") }) : nothing}
    ${holder && holder.seat !== ctx.own ? button(ctx, "pass_for", { label: t("Pass the piece on for {name}", { name: holder.name }), look: "all", run: () => ctx.ask("pass_for", "pass_piece", { expecting: holder.seat }) }) : nothing}
  </div>`;
}

/** @param {Ctx} ctx */
function door(ctx) {
  if (!ctx.knocks.length) return nothing;
  return html`<section class="stack tight"><h2>${t("At the door")}</h2><ul class="people">${ctx.knocks.map(
    ({ seat, name }) => html`<li>${icon("door", "sm")}<span>${name}</span>
      <button type="button" class="btn push" @click=${() => ctx.ask(`admit-${seat}`, "admit", { seat })}>${t("Let in")}<span class="vh"> ${name}</span></button>
      <button type="button" class="btn" @click=${() => ctx.ask(`decline-${seat}`, "decline", { seat })}>${t("Not now")}<span class="vh">, ${name}</span></button></li>`,
  )}</ul></section>`;
}

/** @param {Ctx} ctx */
function path(ctx) {
  const { head, header } = ctx;
  const titles = header?.outline.map((step) => step.title) ?? Array.from({ length: head.steps }, (_, i) => t("Step {n}", { n: i + 1 }));
  return html`<details><summary>${t("Go to another step")}</summary><ol class="people">${titles.map(
    (title, step) => html`<li><span>${step + 1}. ${title}</span>${step === head.step ? html`<span class="meta push">${t("on now")}</span>` : html`<button type="button" class="btn push"
      @click=${() => ctx.ask("go", "go_to_step", { step, expecting: head.step })}>${t("Go there")}<span class="vh">: ${title}</span></button>`}</li>`,
  )}</ol></details>`;
}

/** @param {Ctx} ctx */
function passLead(ctx) {
  const others = ctx.people.people.filter(({ seat }) => seat !== ctx.own);
  if (!others.length) return nothing;
  return html`<details><summary>${t("Pass the lead on")}</summary><ul class="people">${others.map(
    ({ seat, name, line }) => html`<li><span>${name}${line === "lost" ? html` <span class="meta">${t("line lost for a moment")}</span>` : nothing}</span><button type="button" class="btn push"
      @click=${() => ctx.ask("pass_lead", "pass_lead", { seat })}>${t("Pass it on")}<span class="vh"> ${t("to {name}", { name })}</span></button></li>`,
  )}</ul></details>`;
}

/** @param {Ctx} ctx */
function ending(ctx) {
  const keep = ctx.header?.keep_cards ?? false;
  return html`<section class="stack tight"><p class="note">${keep ? t("Card texts go into the report: the group has chosen so.") : t("Card texts go when the circle closes, unless the group chooses to keep them.")}</p>
    ${button(ctx, "keep", { label: keep ? t("Let the cards go") : t("Keep the cards in the report"), run: () => ctx.ask("keep", "keep_cards", { keep: !keep }) })}</section>
    <button type="button" class="btn" @click=${() => ((ctx.ui.ending = true), ctx.draw())}>${t("End for all")}</button>`;
}
