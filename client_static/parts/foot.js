// @ts-check
/** The foot: Hand, and Raise a concern. They stay where they are in every step. */

import { html } from "../vendor/lit.js";
import { t } from "../words.js";
import { button } from "./button.js";
import { icon } from "./icon.js";

/** @param {import("../panel/context.js").Ctx} ctx */
export function foot(ctx) {
  const up = ctx.handUp;
  return html`<footer class="foot">
    ${button(ctx, "hand", { label: t("Hand"), icon: "hand", pressed: up, run: () => ctx.hand(!up) })}
    <button type="button" class="btn dusk" id="raise" @click=${() => ctx.openConcern()}>${icon("card")}${t("Raise a concern")}</button>
  </footer>`;
}
