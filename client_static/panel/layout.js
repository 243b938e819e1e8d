// @ts-check
/** The panel: a bar, one step, a foot. Bar and foot stay, the step scrolls; what is new comes below. */

import { html, keyed, nothing, repeat } from "../vendor/lit.js";
import { bar } from "../parts/bar.js";
import { before } from "../parts/before.js";
import { button } from "../parts/button.js";
import { deskOf } from "../parts/desk.js";
import { ended } from "../parts/ended.js";
import { foot } from "../parts/foot.js";
import { gate } from "../parts/gate.js";
import { icon } from "../parts/icon.js";
import { heldBar, offlineBar } from "../parts/net.js";
import { notesOf } from "../parts/notes.js";
import { whoIsHere } from "../parts/people.js";
import { kindOf } from "../steps/index.js";
import { t } from "../words.js";
import { leadName } from "./context.js";
import { desks, folded } from "./desks.js";
import { cards, helm, nameCard } from "./later.js";

/** @typedef {import("./context.js").Ctx} Ctx */
/** @typedef {{held: boolean, joinUrl: string, keepCards: boolean}} Around */

/** @param {Ctx} ctx @param {Around} around */
export function layout(ctx, around) {
  const { phase } = ctx.head;
  const middle = cards();
  const writing = ctx.ui.concern.open && phase !== "ended" ? middle : null;
  return html`<header class="top">
      ${offlineBar(ctx.offline)}${around.held && !ctx.offline.shown ? heldBar(leadName(ctx, t("whoever leads"))) : nothing}
      ${writing ? writing.boxBar(ctx) : html`${middle?.tapBar(ctx)}${middle ? middle.newCards(ctx) : coming(ctx)}${bar(ctx.head, ctx.now)}`}
    </header>
    <main tabindex="-1">${writing ? writing.boxScreen(ctx) : html`<div class="stack loose">
      ${phase === "before" ? before(ctx, around.joinUrl) : phase === "ended" ? ended(ctx, around.keepCards) : running(ctx)}
      ${complaint(ctx)}${middle?.calledWords(ctx)}${middle?.sealedHere(ctx)}${middle?.middle(ctx)}${middle?.tryOut(ctx)}${phase === "ended" ? nothing : quiet(ctx)}
    </div>`}</main>
    ${ctx.leads && phase !== "ended" && !writing ? helm(ctx) : nothing}
    ${phase === "ended" || writing ? nothing : foot(ctx)}`;
}

/** @param {Ctx} ctx */
function running(ctx) {
  const { head } = ctx;
  const step = head.gate ? { above: html`${gate(ctx)}` } : kindOf(head.kind).panel(ctx);
  // Keyed, so that a button of one step never becomes another button under a finger or an Enter key.
  const key = `${head.step_id}/${head.opening}/${head.gate}`;
  return html`${head.paused ? paused(ctx) : nothing}
    ${keyed(key, html`<div class="stack loose">${step.above}</div>`)}
    ${repeat(desks(ctx, deskWith(step)), (desk) => desk.id, (desk) => deskOf(ctx, desk))}
    ${step.below && !step.desk ? keyed(key, html`<div class="stack">${step.below}</div>`) : nothing}`;
}

/** What a step says below its field goes with the field, so that unsent words of other steps come after it. @param {import("../steps/index.js").PanelStep} step */
function deskWith({ desk, below }) {
  return desk ? { ...desk, after: html`${desk.after ?? nothing}<div class="stack">${below ?? nothing}</div>` } : null;
}

/** @param {Ctx} ctx */
function paused(ctx) {
  const words = ctx.leads ? t("It goes on when you say so.") : t("It goes on when {name} says so.", { name: leadName(ctx, t("whoever leads")) });
  return html`<div class="tell clay comes">${icon("pause")}<p><b>${t("We are pausing.")}</b> ${t("The clock stands still.")} ${words}</p></div>`;
}

/** Something asked for could not be done: what, in the server's words. @param {Ctx} ctx */
function complaint(ctx) {
  return ctx.ui.complaint ? html`<div class="tell ochre comes">${icon("info")}<p>${ctx.ui.complaint}</p></div>` : nothing;
}

/** What is there for whoever looks for it. @param {Ctx} ctx */
function quiet(ctx) {
  const { head } = ctx;
  const running = head.phase === "running";
  const notes = running && ctx.peers && !ctx.leads ? notesOf(head.notes) : nothing;
  return html`<div class="stack tight quiet"><hr class="rule">
    ${notes === nothing ? nothing : html`<details><summary>${icon("notes")}${t("Notes for this step")}</summary>${notes}</details>`}
    ${running ? folded(ctx).map(([id, title]) => html`<button type="button" class="btn bare flush" @click=${() => (ctx.ui.pages.add(id), ctx.draw())}>${icon("edit")}${t("Your own page: {title}", { title })}</button>`) : nothing}
    ${running ? whoIsHere(ctx.people, ctx.own) : nothing}
    ${running && ctx.peers && !ctx.leads && !head.paused ? button(ctx, "pause", { label: t("Pause for all"), icon: "pause", look: "bare flush", run: () => ctx.ask("pause", "pause") }) : nothing}
    ${cards()?.fromHere(ctx)}${head.phase === "before" ? nothing : cards()?.kept(ctx)}${nameCard(ctx)}
    ${button(ctx, "leave", { label: t("Leave the circle"), icon: "door", look: "bare flush", run: () => leave(ctx) })}
    ${cards()?.leaving(ctx, () => ctx.leave())}
  </div>`;
}

/** Somebody wanted to write before the box was here. @param {Ctx} ctx */
function coming(ctx) {
  return ctx.ui.concern.open ? html`<div class="net">${icon("later")}<p>${t("The box for concerns is being made ready. It opens by itself.")}</p></div>` : nothing;
}

/** Words that are sealed on this screen go when it goes: that is said first. @param {Ctx} ctx */
function leave(ctx) {
  if (!cards()?.sealedWords(ctx).length || ctx.ui.cards.leaving) return ctx.leave();
  ctx.ui.cards.leaving = true;
  ctx.draw();
}
