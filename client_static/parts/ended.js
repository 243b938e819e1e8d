// @ts-check
/** After the end: the circle is whole, and the group's page can be taken along. */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { button } from "./button.js";
import { icon, stone } from "./icon.js";
import { ring } from "./ring.js";
import { takeAlong } from "./along.js";

/** @param {import("../panel/context.js").Ctx} ctx @param {boolean} kept the group keeps the cards' words */
export function ended(ctx, kept) {
  const places = ctx.people.people.map(({ seat, name }) => ({ seat, name, looks: [] }));
  const thanks = ctx.name ? t("Thank you, {name}.", { name: ctx.name }) : t("Thank you.");
  return html`
    ${ring(places, ctx.own, html`${stone()}<h1 class="voice">${thanks}</h1>`, true)}
    <section class="stack tight"><h2>${t("What stays, what goes")}</h2>
      <ul class="lines note">
        ${line(t("What was agreed and opened to all is in the group’s page."))}
        ${line(kept ? t("The group chose to keep the words of its cards in it.") : t("The words of cards are not in it."))}
        ${line(t("What you wrote for yourself never left this screen. It goes when you close this window."))}
      </ul></section>
    ${takeAlong(ctx, ctx.yours)}
    <div class="stack tight">
      ${button(ctx, "report-html", { label: t("Save the group’s page"), icon: "download", look: "wide", run: () => ctx.report("html") })}
      ${button(ctx, "report-md", { label: t("Save it as plain text"), icon: "download", look: "wide", run: () => ctx.report("md") })}
      ${ctx.ui.faults.has("report") ? html`<p class="err">${icon("info")}<span>${ctx.ui.faults.get("report")}</span></p>` : nothing}
    </div>`;
}

/** @param {string} words */
const line = (words) => html`<li>${icon("check")}<span>${words}</span></li>`;
