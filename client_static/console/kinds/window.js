// @ts-check
// window, for those who lead and on the wall: everybody writes, and it opens at one moment. Nothing of it is counted.
import { html, nothing } from "../../vendor/lit.js";
import { body } from "../../parts/body.js";
import { icon } from "../../parts/icon.js";
import { isSecondTap } from "../../parts/tap.js";
import { size } from "../../wall/room.js";
import { clockRing } from "../../wall/clock.js";
import { t } from "../../words.js";
import { toTheSecond } from "../cards/told.js";
import { QUIET_S } from "../quiet.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../wall/sight.js").Sight} Sight */
/** @typedef {import("../../protocol.js").WindowHead} WindowHead */

export const first = true;

/** @param {any} part @returns {WindowHead | null} */
const windowOf = (part) => (part?.kind === "window" ? part : null);

/** The opening of its words. @param {WindowHead} part @param {Pick<Sight, "head" | "box">} sight */
function opens(part, { head, box }) {
  if (head.paused && !part.called) return t("The clock is held; it opens when its time is over");
  const at = box?.asked?.opens;
  return at ? t("It opens at {time}", { time: toTheSecond(at) }) : t("It opens when its time is over");
}

/** @param {WindowHead} part */
function opened(part) {
  if (part.standing === "closed") return t("Fewer than three could have written, so nothing was opened");
  return typeof part.n !== "number" ? t("It is open") : t("It is open. {n} could have written", { n: part.n });
}

/** @param {Desk} desk */
export function glance({ head, views }) {
  const part = windowOf(head.part);
  if (!part) return "";
  if (part.left) return t("It was broken off; what was sealed in it opens with all else");
  return part.opened ? opened(part) : t("Everyone writes. {opens}", { opens: opens(part, { head, box: views.stage.tally?.box ?? null }) });
}

/** @param {Desk} desk */
export function leaving({ head, now }) {
  const part = windowOf(head.part);
  if (!part || part.opened || part.left) return "";
  const rest = head.remaining_ms ?? (head.ends_at ?? now) - now;
  return head.total_ms - rest < QUIET_S * 1000 ? t("Within two minutes it is broken off: what was sealed in it waits for later") : t("What was written in this step opens soon all the same");
}

/** @param {Desk} desk */
function openNow(desk) {
  const act = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("open_window", {}, "open");
  return html`<button class="btn" aria-busy=${desk.busy("open")} aria-disabled=${desk.online ? nothing : "true"} @click=${act}>${t("Everyone is done: open it soon")}</button>`;
}

/** @param {Desk} desk */
function picture(desk) {
  const part = windowOf(desk.head.part);
  if (!part) return nothing;
  if (part.left) return nothing;
  const words = part.opened
    ? t("What was written lies under Cards. Nothing there? Then thank everyone for the quiet.")
    : t("Be quiet yourself. Nobody can see who writes, or whether anyone does; an empty page goes out like a full one.");
  return html`<section class="stack close"><div class="tell dusk">${icon("card")}<p>${words}</p></div>
    ${part.opened || part.called ? nothing : html`<div class="row">${openNow(desk)}</div>`}
    ${desk.no("open") ? html`<p class="err">${desk.no("open")}</p>` : nothing}</section>`;
}

/** @param {Sight} sight */
export function wall(sight) {
  const part = windowOf(sight.part);
  const { head } = sight;
  if (!part || part.left) return null;
  if (part.opened) return html`<main class="said"><h2 class="kicker">${head.title}</h2><p class="voice big">${opened(part)}.</p></main>`;
  return html`<main class="ringside worded ${size(head.body)}">${clockRing(sight, html`<p class="kicker">${opens(part, sight)}</p>`)}
    <div class="stack"><h2 class="voice big">${part.last ? head.title : t("Everyone writes.")}</h2>${head.body ? body(head.body) : html`<p class="voice">${part.about}</p>`}</div></main>`;
}

export { picture as console };
