// @ts-check
/** Unsigned answers to a step's question: sealed on this screen until its opening, then shuffled with everybody's. */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { icon } from "../icon.js";
import { atOpening, counter, roomLeft, tooLong } from "./form.js";
import { fate, takeBack } from "./sealed.js";
import { boxState, floorFor, honest, shut, who, writers } from "./standing.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../desk.js").Desk} Desk */

/** So many small answers fit into one packet. */
const MOST = 5;

/** @param {Ctx} ctx */
const given = (ctx) => ctx.box.pending().filter((one) => one.act === "text" && one.thing === ctx.part.thing);

/** What the desk of an unsigned question says and does. @param {Ctx} ctx @param {string} id @param {import("../../drafts.js").Draft} draft @returns {Partial<Desk>} */
export function unsignedDesk(ctx, id, draft) {
  const texts = given(ctx).map((one) => one.text);
  const n = writers(ctx, ctx.part.thing);
  const over = tooLong(ctx, ...texts, draft.text);
  const missing = !ctx.part.thing ? t("Too late for this question") : texts.length >= MOST ? t("Five answers are enough") : shut(ctx, n) ?? (!draft.text.trim() ? t("Write something first") : over ? t("Too long for one packet") : undefined);
  const run = () => {
    ctx.box.answer(ctx.part.thing, draft.text, floorFor(ctx, n));
    ctx.drafts.drop(id, draft.text);
    ctx.say(t("Sealed."));
    ctx.draw();
  };
  return {
    presses: [{ label: texts.length ? t("Add another without my name") : t("Add it without my name"), icon: "card", look: "sealed wide", missing, run }],
    before: html`${boxState(ctx)}${ctx.boxNow ? who(ctx, n) : nothing}${honest()}`,
    middle: counter(`desk-${id}-room`, roomLeft(ctx, ...texts, draft.text), over),
  };
}

/** @param {Ctx} ctx */
export function unsignedBelow(ctx) {
  const own = given(ctx).filter((one) => !ctx.ui.cards.hidden.has(one.id));
  return html`<div class="tell dusk">${icon("card")}<p>${atOpening(ctx, t("All answers open at {time}, shuffled. Until then nothing is counted, and nobody can see who has written."), ctx.part.thing ?? "")}</p></div>
    ${own.length ? html`<section class="stack tight"><h2>${t("Yours so far")}</h2>
    <ul class="stack tight">${repeat(own, (one) => one.id, (one) => html`<li class="sheet stack tight"><p class="voice small" translate="no">${one.text}</p>
      <p class="meta">${fate(ctx, one)}</p>
      <div class="acts">${takeBack(ctx, one)}<button type="button" class="btn" @click=${() => (ctx.ui.cards.hidden.add(one.id), ctx.draw())}>${t("Hide it here")}</button></div></li>`)}</ul>
    <p class="meta">${t("They lie on this screen alone: please leave this panel open until they have opened.")}</p></section>` : nothing}`;
}
