// @ts-check
/** close: the last step. Each sees again what they gave by name, to take along. */

import { html } from "../vendor/lit.js";
import { prompt } from "../parts/body.js";
import { takeAlong } from "../parts/along.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  return { above: html`${prompt(ctx.head)}${takeAlong(ctx, ctx.yours)}` };
}
