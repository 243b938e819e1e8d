// @ts-check
// Ways in. The link to join may go anywhere; the links with a key are copied here and nowhere else, and say so.
import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { spokenCode, tried } from "../keys.js";
import { t } from "../words.js";
import { sameKeys } from "./cards/check.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Desk} desk @param {string} id of the field that holds it @param {string} text */
export async function copy(desk, id, text) {
  const done = await tried(() => navigator.clipboard.writeText(text))?.then(() => true, () => false);
  const field = document.getElementById(id);
  if (!done && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) field.select();
  desk.unfold("copied", done ? id : null);
  desk.say(done ? t("It is copied.") : t("It is marked; copy it from here."));
}

/** A link to copy. @param {Desk} desk @param {string} id @param {string} label @param {string} link */
export function linkBox(desk, id, label, link) {
  const copied = desk.unfolded("copied") === id;
  return html`<div class="stack tight">
    <label class="kicker" for=${id}>${label}</label>
    <div class="linkbox">
      <input class="in" id=${id} readonly .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}>
      <button class="btn" @click=${() => copy(desk, id, link)}>${icon(copied ? "check" : "copy")}${copied ? t("Copied") : t("Copy")}<span class="vh"> ${label}</span></button>
    </div>
  </div>`;
}

/** The white square. @param {string} code @param {string} k what the link vouches for */
export function qr(code, k) {
  const more = k && `?k=${k}`;
  return html`<div class="qr"><img src="/j/${encodeURIComponent(code)}/qr.svg${more}" width="200" height="200" alt=${t("QR code that opens the link to join")}></div>`;
}

/** A link that vouches for other keys closes everybody's box: better said before it is sent around. @param {Desk} desk */
function strange({ place }) {
  if (sameKeys(place)) return nothing;
  return html`<p class="tell rust">${icon("care")}<span>${t("The keys here are not those that your link vouches for. Open the link you were given once more; if this stays, do not use cards.")}</span></p>`;
}

/** @param {Desk} desk */
export function shareBox(desk) {
  const { code, join, k } = desk.place;
  return html`${strange(desk)}<section class="sheet share" aria-label=${t("Ways in")}>
    ${qr(code, k)}
    <div class="stack">
      <div><p class="kicker">${t("Spoken code")}</p><p class="spoken long num" translate="no">${spokenCode(code)}</p></div>
      ${linkBox(desk, "link", t("Link"), join)}
    </div>
  </section>`;
}

/** Before the start. @param {Desk} desk */
export function letThemIn(desk) {
  return html`<div class="stack tight"><h2 class="voice big">${t("Let them in.")}</h2>
      <p class="note">${t("Read the code aloud, paste the link into the call’s chat, or hold up the square.")}</p></div>
    ${shareBox(desk)}`;
}

/** Links that carry a key. Whoever has one leads, or looks on, without being asked again. @param {Desk} desk */
export function keyLinks(desk) {
  const { join, key, wall, k } = desk.place;
  const address = join.replace(/#.*$/, "");
  const linkWith = (/** @type {Record<string, string>} */ keys) => `${address}#${new URLSearchParams({ ...keys, ...(k && { k }) })}`;
  return html`<details class="keys" ?open=${desk.unfolded("keys") === true}>
    <summary>${icon("screen")}${t("A wall, or someone to lead with you")}</summary>
    <div class="stack close">
      ${wall
        ? html`${linkBox(desk, "wall-link", t("Link for a wall"), linkWith({ w: wall }))}
            <p class="meta">${t("Open it on a screen that everyone sees. It shows what all see, and is listed to all.")}</p>`
        : nothing}
      ${linkBox(desk, "lead-link", t("Link to lead with you"), linkWith({ f: key, ...(wall && { w: wall }) }))}
      <p class="meta">${t("It holds a key: whoever has it leads as you do. Give it to that person only, never into the call’s chat.")}</p>
    </div>
  </details>`;
}
