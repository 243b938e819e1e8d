// @ts-check
/** Somebody who came late, or has not answered: first the agreement, then the step. */

import { html } from "../vendor/lit.js";
import { number, ordinal, t } from "../words.js";
import { body } from "./body.js";
import { button } from "./button.js";

/** @param {import("../panel/context.js").Ctx} ctx */
export function gate(ctx) {
  const { head } = ctx;
  return html`
    <div class="stack tight"><h1 class="voice big">${t("Good that you are here.")}</h1>
      <p class="note">${head.added ? t("We are writing for a moment. Before you join, one question is open.") : t("We are in the {nth} of {n} steps. Before you join it, one question is open.", { nth: ordinal(head.step + 1), n: number(head.steps) })}</p></div>
    <section class="sheet stack close"><h2 class="kicker">${head.title || t("What we agreed")}</h2>
      ${body(head.body)}
      ${button(ctx, "agree", { label: t("I can keep to this"), icon: "check", look: "go wide", run: () => ctx.ask("agree", "agree") })}</section>
    <p class="note">${t("In a round it comes to you last, and you may pass. If you cannot keep to this, you can stay and listen on the call.")}</p>`;
}
