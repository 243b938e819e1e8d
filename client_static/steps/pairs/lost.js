// @ts-check
/** A lost line is not an absent person: who can see them is asked, and nothing happens without an answer. */

import { html } from "../../vendor/lit.js";
import { button } from "../../parts/button.js";
import { t } from "../../words.js";
import { kept } from "./kept.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("../../protocol.js").Partner} Partner */

/**
 * The partner to ask about. Who was vouched for is asked about again only when their line is lost once more.
 * @param {Ctx} ctx @param {Mine} mine @returns {Partner | undefined}
 */
export function isLost(ctx, mine) {
  for (const seat of kept.vouched) if (ctx.person(seat)?.line !== "lost") kept.vouched.delete(seat);
  if (mine.being !== "paired" || ctx.offline.shown) return undefined; // while one's own line is lost nobody else's is known
  return mine.partners.find(({ seat }) => ctx.person(seat)?.line === "lost" && !kept.vouched.has(seat));
}

/** @param {Ctx} ctx @param {Mine} mine @param {Partner} who */
export function question(ctx, mine, who) {
  const { seat, name } = who;
  const here = () => (kept.vouched.add(seat), ctx.draw());
  const no = mine.partners.length > 1 ? t("No, they have gone") : t("No, I am alone");
  return html`<p class="note">${t("The line of {name} to this panel is lost. Is {name} still in the call?", { name })}</p>
    <div class="acts">${button(ctx, "vouch", { label: t("Yes, we talk on"), run: here })}${button(ctx, "gone", { label: no, run: () => gone(ctx, seat) })}</div>`;
}

/** @param {Ctx} ctx @param {string} seat */
export const gone = (ctx, seat) => ctx.ask("gone", "partner_missing", { step: ctx.head.step, seat });
