// @ts-check
/** window: everybody writes at once, or sits still. What can be read until the box is here; all of it is in ../parts/cards/. */

import { cards } from "../panel/later.js";
import { prompt } from "../parts/body.js";

/** @param {import("../panel/context.js").Ctx} ctx @returns {import("./index.js").PanelStep} */
export const panel = (ctx) => cards()?.windowStep(ctx) ?? { above: prompt(ctx.head) };
