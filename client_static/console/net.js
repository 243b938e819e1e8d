// @ts-check
// The own line: on top, in no colour of alarm. What one sees while it is lost is dated.
import { html, nothing } from "../vendor/lit.js";
import { stone } from "../parts/icon.js";
import { t, timeOfDay } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Desk} desk */
export function net(desk) {
  if (desk.online || !desk.views.stage.head) return nothing;
  const words = desk.restart
    ? t("This place is being made ready again; it takes a moment.")
    : t("The circle holds where it is until you are back.");
  return html`<div class="net" role="group" aria-label=${t("Connection")}>
    ${stone(true)}
    <p><b>${t("You are offline for a moment.")}</b> ${words} ${t("As of {time}.", { time: timeOfDay(desk.heardAt) })}</p>
  </div>`;
}
