// @ts-check
// A line of whoever leads, shown quietly in every pair's panel or in one pair's.
import { html, live, nothing } from "../../vendor/lit.js";
import { count, t } from "../../words.js";
import { filled, names } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Board} Board */

const DRAFT = "pairs-line";
const TO = "pairs:to";
const SLOT = "line";
const LONGEST = 200;

/** @param {Look} look */
export function messages(look) {
  const { desk, board } = look;
  const draft = desk.drafts.get(DRAFT) ?? "";
  /** @param {any} event */
  const write = (event) => {
    desk.drafts.set(DRAFT, event.target.value);
    desk.redraw();
  };
  const missing = !draft.trim();
  return html`<section class="stack tight" aria-labelledby="line-to"><h3 id="line-to">${t("A line to the pairs")}</h3>
    <form class="linkbox" @submit=${(/** @type {SubmitEvent} */ event) => send(look, event)}>
      <select class="in" aria-label=${t("To whom")} @change=${(/** @type {any} */ event) => desk.unfold(TO, event.target.value)}>${recipients(look)}</select>
      <input class="in" aria-label=${t("Your line")} placeholder=${t("One line, shown quietly in their panels")} maxlength=${LONGEST} autocomplete="off" .value=${live(draft)} @input=${write}>
      <button class="btn" aria-busy=${desk.busy(SLOT)} aria-disabled=${missing || !desk.online ? "true" : nothing}>${t("Send")}</button>
    </form>
    ${desk.no(SLOT) ? html`<p class="err">${desk.no(SLOT)}</p>` : nothing}${history(board)}</section>`;
}

/** @param {Look} look */
function recipients({ desk, board }) {
  const to = desk.unfolded(TO) ?? "";
  return html`<option value="" ?selected=${to === ""}>${t("To all pairs")}</option>
    ${filled(board).map(({ group, i }) => html`<option value=${i} ?selected=${to === String(i)}>${t("Room {n}: {names}", { n: group.place, names: names(group) })}</option>`)}`;
}

/** @param {Look} look @param {SubmitEvent} event */
async function send({ desk, board }, event) {
  event.preventDefault();
  const text = (desk.drafts.get(DRAFT) ?? "").trim();
  if (!text || !desk.online) return;
  const to = desk.unfolded(TO) ?? "";
  const place = to !== "" && board.groups[Number(to)]?.people.length ? Number(to) : null;
  if (to !== "" && place === null) return void desk.unfold(TO, ""); // that pair is no more: nobody else reads what was meant for them
  const answer = await desk.tell("tell_pairs", { text, place, expecting: board.draw }, SLOT);
  if (!answer?.ok) return;
  desk.drafts.delete(DRAFT);
  desk.say(t("Your line is in their panels."));
  desk.redraw();
}

/** @param {Board} board */
function history({ told }) {
  if (!told.length) return nothing;
  return html`<details><summary>${count(told.length, "1 message sent", "{n} messages sent")}</summary><ul class="told">${told.map(({ text, place }) =>
    html`<li><span class="meta">${place === null ? t("To all pairs") : t("To room {n}", { n: place })}</span><p dir="auto">${text}</p></li>`)}</ul></details>`;
}
