// @ts-check
// agree, for those who lead and on the wall: the count, never who is missing.
import { html } from "../../vendor/lit.js";
import { body } from "../../parts/body.js";
import { t } from "../../words.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../wall/sight.js").Sight} Sight */

/** @param {Desk} desk */
export function glance({ views }) {
  const tally = /** @type {any} */ (views.stage.tally?.part);
  if (tally?.kind !== "agree") return "";
  if (tally.of && tally.yes === tally.of) return t("Everyone can keep to this");
  return t("{n} of {of} can keep to this", { n: tally.yes, of: tally.of });
}

/** @param {Sight} sight */
export function wall({ head, tally }) {
  return html`<main class="said"><h2 class="voice big">${head.title}</h2>${body(head.body)}
    ${tally ? html`<p class="note"><b class="num">${t("{n} of {of}", { n: tally.yes, of: tally.of })}</b> ${t("can keep to this")}</p>` : ""}</main>`;
}
