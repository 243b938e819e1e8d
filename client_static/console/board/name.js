// @ts-check
// A name is a button: drag it, or press it and choose where.
import { html, nothing } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { FOLD, close, lift, move } from "./move.js";
import { filled, found, freePlace, names, placeOf } from "./standing.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./standing.js").Board} Board */
/** @typedef {import("./standing.js").Person} Person */
/** @typedef {{desk: Desk, board: Board, lost: import("./standing.js").Lost, lifted: {one: Person, was: number | null} | null}} Look one drawing of the board */

/** Beyond this many pairs a menu is made only when it opens, and has a field to find one in. */
const FEW = 12;

/** @param {Look} look @param {Person} one */
export function name(look, one) {
  const { desk, board, lost } = look;
  const was = placeOf(board, one.seat);
  const up = look.lifted?.one.seat === one.seat;
  const gone = lost.has(one.seat);
  return html`<details class="menu" @toggle=${(/** @type {Event} */ event) => toggled(desk, event, one.seat)} @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close(one.seat)}>
    <summary class="seat ${up ? "lift" : ""} ${gone ? "gone" : ""}" data-seat=${one.seat} draggable="true"
      @dragstart=${(/** @type {DragEvent} */ event) => lift(desk, event, one, was)} @dragend=${() => desk.unfold(FOLD.lifted, null)}
      ><span dir="auto">${one.name}</span>${gone ? html`<span class="vh"> ${t("line lost")}</span>` : nothing}</summary>
    <div>${choices(look, one, was)}</div>
  </details>`;
}

/** One menu at a time. @param {Desk} desk @param {Event} event @param {string} seat */
function toggled(desk, event, seat) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (!menu.open) return desk.unfolded(FOLD.menu) === seat ? desk.unfold(FOLD.menu, null) : undefined;
  for (const other of document.querySelectorAll(".board details[open]")) if (other !== menu && other instanceof HTMLDetailsElement) other.open = false;
  desk.unfold(FOLD.find, "");
  desk.unfold(FOLD.menu, seat);
}

/** @param {Look} look @param {Person} one @param {number | null} was */
function choices(look, one, was) {
  const { desk, board } = look;
  const others = filled(board).filter(({ i }) => i !== was);
  const few = others.length <= FEW;
  if (!few && desk.unfolded(FOLD.menu) !== one.seat) return nothing;
  const query = desk.unfolded(FOLD.find) ?? "";
  const shown = few ? others : others.filter(({ group }) => found(group.people, query, group.place)).slice(0, FEW);
  const alone = was !== null && board.groups[was]?.people.length === 1;
  const to = (/** @type {number | null} */ place) => () => move(desk, board, { one, was, to: place });
  return html`${few ? nothing : html`<input class="in" aria-label=${t("Find a person or room")} placeholder=${t("Find a person or room")} autocomplete="off" .value=${query}
      @input=${(/** @type {any} */ event) => desk.unfold(FOLD.find, event.target.value)}>`}
    ${shown.map(({ group, i }) => html`<button class="btn" @click=${to(i)}>${t("With {names}", { names: names(group) })}</button>`)}
    ${alone ? nothing : html`<button class="btn" @click=${to(freePlace(board))}>${t("Into a new pair")}</button>`}
    ${was === null ? nothing : html`<button class="btn" @click=${to(null)}>${t("Without a pair")}</button>`}`;
}
