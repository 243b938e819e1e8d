// @ts-check
// A field for one whole number, which says what fits.
import { html, live, nothing } from "../vendor/lit.js";
import { t } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** One number, asked for. @param {Desk} desk @param {{id: string, label: string, button: string, least: number, most: number, given: (n: number) => unknown}} asked */
export function numberField(desk, { id, label, button, least, most, given }) {
  const draft = desk.drafts.get(id) ?? "";
  const n = /^\d{1,4}$/.test(draft.trim()) ? Number(draft) : NaN;
  const fits = n >= least && n <= most;
  const write = (/** @type {any} */ event) => (desk.drafts.set(id, event.target.value), desk.redraw());
  const go = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!fits || !desk.online) return;
    const answer = /** @type {any} */ (await given(n));
    if (answer?.ok) desk.drafts.delete(id);
    desk.redraw();
  };
  return html`<form class="field" @submit=${go}><label for=${id}>${label}</label><div class="linkbox">
      <input class="in num few" id=${id} inputmode="numeric" autocomplete="off" .value=${live(draft)} @input=${write}>
      <button class="btn" aria-disabled=${fits && desk.online ? nothing : "true"}>${button}</button></div>
    ${draft.trim() && !fits ? html`<p class="meta">${t("A number from {least} to {most}.", { least, most })}</p>` : nothing}
    ${desk.no(id) ? html`<p class="err">${desk.no(id)}</p>` : nothing}</form>`;
}
