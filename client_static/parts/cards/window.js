// @ts-check
/** window: everybody writes, or sits still; it looks the same. What was written opens together at the end. */

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { another, body, prompt } from "../body.js";
import { icon } from "../icon.js";
import { openStill, wordsCheck } from "./check.js";
import { atOpening, choices, counter, roomLeft, tooLong } from "./form.js";
import { boxState, honest, shut, who, writers } from "./standing.js";
import { sealCard } from "./write.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../desk.js").Desk} Desk */

/** @param {Ctx} ctx @returns {import("../../steps/index.js").PanelStep} */
export function windowStep(ctx) {
  const { head, part } = ctx;
  if (part?.left) {
    return { above: html`<h1>${head.title}</h1><div class="tell dusk">${icon("later")}<p>${t("This moment was broken off. What was sealed in it is not lost: it opens with all else.")}</p></div>` };
  }
  if (!part || part.opened) {
    return { above: html`<h1>${head.title}</h1>${body(head.body)}<div class="tell dusk">${icon("card")}<p>${t("The words are open. If there were any, they lie in the middle or with whoever leads.")}</p></div>` };
  }
  return {
    above: html`${prompt(head)}${another(head)}
      <div class="tell dusk">${icon("card")}<p><b>${t("Everyone is writing now; there is no need to send anything.")}</b> ${atOpening(ctx, t("What is written now opens at {time}, shuffled. An empty page goes out like a full one."))}</p></div>${boxState(ctx)}${openStill(ctx)}`,
    desk: desk(ctx),
    below: html`${wordsCheck(ctx)}`,
  };
}

/** @param {Ctx} ctx @returns {Desk} */
function desk(ctx) {
  const { head } = ctx;
  const id = head.step_id;
  /** @type {import("../../drafts.js").Draft} */
  const draft = { text: ctx.drafts.text(id), step: head.step, title: head.title, label: ctx.part.about || t("What should be known?"), way: "card" };
  const n = writers(ctx);
  const { text } = draft;
  const missing = shut(ctx, n) ?? (!text.trim() ? t("Write something, or nothing") : tooLong(ctx, text) ? t("Too long for one card") : undefined);
  const run = () => {
    if (!sealCard(ctx, { text, weight: ctx.ui.concern.weight, to: ctx.ui.concern.to, soon: false }, n)) return;
    ctx.ui.concern.weight = "thought";
    ctx.drafts.drop(id, text);
    ctx.draw();
  };
  return {
    id, draft, current: true,
    presses: [{ label: t("Send without my name"), icon: "card", look: "sealed wide", missing, run }],
    before: html`${ctx.boxNow ? who(ctx, n) : nothing}${honest()}`,
    middle: html`${counter(`desk-${id}-room`, roomLeft(ctx, text), tooLong(ctx, text))}${choices(ctx, { soon: false })}`,
  };
}
