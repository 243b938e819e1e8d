// @ts-check
/** The pairs step in a panel, by where this seat is: asked, counted, in a pair, alone for a moment, out, back. */

import { html, keyed } from "../../vendor/lit.js";
import { prompt } from "../../parts/body.js";
import { forNow, page } from "./alone.js";
import { back } from "./back.js";
import { asked, counted, missing } from "./gathering.js";
import { beginAnew, kept } from "./kept.js";
import { paired } from "./talking.js";

export { unsaid } from "./drafted.js";
export { pairsTold } from "./told.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {{above: unknown, desk?: import("../../parts/desk.js").Desk, below?: unknown}} View */

/** @type {Record<Mine["being"], (ctx: Ctx, mine: Mine) => View>} */
const BEINGS = { asked, counted, missing, paired, waiting: forNow, with_lead: forNow, alone: forNow, out: forNow, back };

/** @param {Ctx} ctx @returns {import("../index.js").PanelStep} */
export function pairs(ctx) {
  const { head, mine, part } = ctx;
  if (!mine) return { above: prompt(head) };
  beginAnew(`${head.opening}/${part.draw}`);
  const over = part.phase === "back"; // then there is one thing to look at, also for who sat out
  /** @type {View} */
  const { above, desk, below } = (over ? back : (BEINGS[/** @type {Mine["being"]} */ (mine.being)] ?? forNow))(ctx, mine);
  // Keyed, so that "I am here" never becomes "My partner is not here" under a finger.
  const key = over ? "back" : mine.being;
  seeTop(over && ctx.board?.introductions[ctx.board.turn]?.by.seat === ctx.own ? "introducing" : key);
  return { above: html`${keyed(key, html`<div class="stack loose of-pairs">${above}</div>`)}`, desk: desk ?? page(ctx, false), below: below && keyed(key, below) };
}

/** Another view of the same step is seen from its top, but not by somebody who is in a field. @param {string} view */
function seeTop(view) {
  const first = kept.view === "";
  if (kept.view === view) return;
  kept.view = view;
  if (!first) queueMicrotask(() => document.activeElement?.matches("input, textarea") || document.querySelector("main")?.scrollTo(0, 0));
}
