// @ts-check
/** The name on one's own place card: it can be mended at any time, and everyone sees it at once. */

import { html } from "../vendor/lit.js";
import { t } from "../words.js";
import { button } from "./button.js";
import { icon } from "./icon.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx */
export function nameCard(ctx) {
  const rename = async () => {
    const field = document.getElementById("new-name");
    if (!(field instanceof HTMLInputElement)) return;
    const answer = await ctx.ask("rename", "rename", { name: field.value });
    if (answer?.ok) field.value = "";
    else field.focus();
  };
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), rename());
  return html`<details data-keep="name"><summary>${icon("edit")}${t("My name: {name}", { name: ctx.name })}</summary>
    <form class="stack tight" novalidate @submit=${submit}>
      <div class="field"><label for="new-name">${t("What shall we call you?")}</label>
        <input class="in" id="new-name" autocomplete="nickname" maxlength="40"></div>
      ${button(ctx, "rename", { label: t("Put it on my place card"), run: rename })}
    </form></details>`;
}
