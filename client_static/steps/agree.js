// @ts-check
/** agree: each says yes to how the group wants to be here. The count shows, never who is missing. */

import { html, nothing } from "../vendor/lit.js";
import { another, body } from "../parts/body.js";
import { button } from "../parts/button.js";
import { icon, stone } from "../parts/icon.js";
import { mix, t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  const { head, mine } = ctx;
  return {
    above: html`<h1>${head.title}</h1>${body(head.body)}${mine?.agreed ? kept() : answer(ctx)}${tally(ctx)}${another(head, t("Another way"))}`,
  };
}

/** @param {Ctx} ctx */
function answer(ctx) {
  return html`<div class="stack tight">
    ${button(ctx, "agree", { label: t("I can keep to this"), icon: "check", look: "go wide", run: () => ctx.ask("agree", "agree") })}
    ${button(ctx, "change", { label: t("Something should change first"), look: "wide", run: () => ctx.openConcern() })}
  </div>`;
}

const kept = () =>
  html`<p class="tell leaf comes">${icon("check")}<span><b>${t("You keep to this.")}</b> ${t("Your answer is in.")}</span></p>`;

/** @param {Ctx} ctx */
function tally({ tally }) {
  if (!tally) return nothing;
  const { yes, of } = tally;
  const so = html`<b class="num">${t("{yes} of {of}", { yes, of })}</b>`;
  const words = yes === of ? t("Everyone can keep to this.") : mix("{so} can keep to this. We go on when everyone has answered.", { so });
  return html`<div class="row keep top">${stone(yes !== of)}<p class="note">${words}</p></div>`;
}
