// @ts-check
/** What this seat gave by name, to take along. */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../words.js";

/** @param {import("../panel/context.js").Ctx} ctx @param {readonly string[]} yours */
export function takeAlong(ctx, yours) {
  if (!yours.length) return nothing;
  return html`<section class="stack tight"><h2>${t("What you said, to take along")}</h2>
    <ul class="stack tight">${yours.map((words) => html`<li class="say"><p class="voice small">${words}</p></li>`)}</ul></section>`;
}
