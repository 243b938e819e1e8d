// @ts-check
/** solo: private writing. It never leaves the browser; there is nothing here that could send it. */

import { html } from "../vendor/lit.js";
import { another, prompt } from "../parts/body.js";
import { copy } from "../parts/desk.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  const { head } = ctx;
  const id = head.step_id;
  const text = ctx.drafts.text(id);
  return {
    above: html`${prompt(head)}${another(head)}`,
    desk: {
      id,
      current: true,
      draft: { text, step: head.step, title: head.title, label: t("Your page"), way: "private" },
      hint: t("never leaves this screen"),
      presses: [{ label: t("Copy it for myself"), icon: "copy", look: "wide", missing: text.trim() ? undefined : t("Nothing to copy yet"), run: () => copy(ctx, text, `desk-${id}`) }],
    },
    below: html`<div class="tell">${icon("lock")}<p>${t("Nobody else can read this, neither now nor later. It stays in this window until you close it.")}</p></div>`,
  };
}
