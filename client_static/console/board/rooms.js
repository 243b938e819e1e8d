// @ts-check
// Where pairs talk: links to any call, or numbered rooms that whoever leads opens by hand, with a list to do it by.
import { html, live, nothing } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { count, t } from "../../words.js";
import { copy } from "../share.js";
import { filled, roomList } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Board} Board */

const DRAFT = "rooms";
const SLOT = "rooms";

/** In a sentence. @param {Board} board */
export function roomWords(board) {
  const pairs = filled(board);
  const without = pairs.filter(({ group }) => !group.room_link).length;
  if (!board.links) return t("No rooms given: pairs are numbered, and you open their rooms by hand.");
  if (without) return count(board.links, "1 link is given", "{n} links are given") + ". " + count(without, "1 pair has none: open its room by hand.", "{n} pairs have none: open their rooms by hand.");
  if (board.links === 1 && pairs.length > 1) return t("One pattern makes a room for every pair.");
  return board.links === 1 ? t("One room link is given.") : t("{n} room links are given.", { n: board.links });
}

/** @param {Look} look */
export function rooms(look) {
  const { desk, board } = look;
  return html`<section class="stack tight" aria-labelledby="rooms"><h3 id="rooms">${t("Rooms")}</h3><p class="note">${roomWords(board)}</p>
    ${filled(board).some(({ group }) => !group.room_link) ? byHand(look) : nothing}
    <details><summary>${icon("link")}${board.links ? t("Give other links") : t("Give links to rooms")}</summary>${editor(desk, board)}</details></section>`;
}

/** @param {import("../desk.js").Desk} desk @param {Board} board */
function editor(desk, board) {
  const draft = desk.drafts.get(DRAFT) ?? "";
  const refused = desk.no(SLOT);
  /** @param {any} event */
  const write = (event) => {
    desk.drafts.set(DRAFT, event.target.value);
    desk.redraw();
  };
  const missing = !draft.trim() && !board.links;
  return html`<form class="stack tight" @submit=${(/** @type {SubmitEvent} */ event) => give(desk, event, missing)}>
    <div class="field"><label for="links">${t("Links to rooms of any call, one a line")}</label>
      <textarea class="in" id="links" rows="4" autocomplete="off" spellcheck="false" translate="no" placeholder="https://"
        aria-invalid=${refused ? "true" : nothing} aria-describedby=${refused ? "links-no" : "links-how"} .value=${live(draft)} @input=${write}></textarea>
      ${refused ? html`<p class="err" id="links-no">${refused}</p>` : nothing}
      <p class="meta" id="links-how">${t("Or a single link with {room} in it: every pair gets a room of its own, new in every round. What you give replaces what was there.", { room: "{room}" })}</p></div>
    <div class="row"><button class="btn" aria-busy=${desk.busy(SLOT)} aria-disabled=${missing || !desk.online ? "true" : nothing}>${missing ? t("Write a link first") : draft.trim() ? t("Use these rooms") : t("Take the links away")}</button></div>
  </form>`;
}

/** Lines are sent as they stand, empty ones too: what is refused is told by its line. @param {import("../desk.js").Desk} desk @param {SubmitEvent} event @param {boolean} missing */
async function give(desk, event, missing) {
  event.preventDefault();
  if (!desk.online || missing) return;
  const draft = desk.drafts.get(DRAFT) ?? "";
  const answer = await desk.tell("set_rooms", { links: draft.trim() ? draft.split("\n") : [] }, SLOT);
  if (!answer?.ok) return;
  desk.drafts.delete(DRAFT);
  desk.say(draft.trim() ? t("The rooms are given.") : t("The links are taken away."));
  desk.redraw();
}

/** @param {Look} look */
function byHand({ desk, board }) {
  const text = roomList(board);
  const copied = desk.unfolded("copied") === "room-list";
  return html`<details><summary>${icon("copy")}${t("A list to open rooms by")}</summary><div class="field">
    <label for="room-list">${t("Who goes to which room")}</label>
    <textarea class="in plain" id="room-list" readonly rows="4" .value=${text} @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>
    <div class="row"><button class="btn" @click=${() => copy(desk, "room-list", text)}>${icon(copied ? "check" : "copy")}${copied ? t("Copied") : t("Copy the list")}</button></div></div></details>`;
}
