// @ts-check
/** pairs: what can be read until the rest of it is here, a moment after the first sight. All of it is in ./pairs/. */

import { html, nothing } from "../vendor/lit.js";
import { pairs } from "../panel/later.js";
import { prompt } from "../parts/body.js";
import { list, t } from "../words.js";

/** @param {import("../panel/context.js").Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  /** @type {{name: string}[]} */
  const company = ctx.mine?.partners ?? [];
  const who = company.length ? html`<p class="kicker">${list([t("You"), ...company.map(({ name }) => name)])}</p>` : nothing;
  return pairs(ctx) ?? { above: html`${who}${prompt(ctx.head)}` };
}
