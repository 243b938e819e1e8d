// @ts-check
/** present: everyone reads the same; nothing is asked of anybody. */

import { html, nothing } from "../vendor/lit.js";
import { another, body } from "../parts/body.js";
import { t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel({ head }) {
  return {
    above: html`<h1 class=${head.body ? nothing : "voice"}>${head.title}</h1>${body(head.body)}${another(head, t("Another way"))}
      <p class="meta">${t("Nothing is asked of you here.")}</p>`,
  };
}
