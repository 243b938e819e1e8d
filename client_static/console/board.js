// @ts-check
// The pairs as those who lead see them: who is there, the plan, how they do while they talk, and the way back.
import { html, nothing, repeat } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { isSecondTap } from "../parts/tap.js";
import { t } from "../words.js";
import { apart, withoutPair } from "./board/apart.js";
import { back } from "./board/back.js";
import { card, newPair } from "./board/card.js";
import { chosen, finding, noneShown, showAll } from "./board/finding.js";
import { gathering, takePart } from "./board/gathering.js";
import { messages } from "./board/messages.js";
import { FOLD, SLOT } from "./board/move.js";
import { rooms } from "./board/rooms.js";
import { lostOf, repeatWords } from "./board/standing.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./board/standing.js").Board} Board */
/** @typedef {import("./board/name.js").Look} Look */

/** @param {Desk} desk @param {Board} board */
export function pairsBoard(desk, board) {
  /** @type {Look} */
  const look = { desk, board, lost: lostOf(desk.roster), lifted: desk.unfolded(FOLD.lifted) };
  if (board.phase === "back") return back(look);
  if (board.phase === "gathering") return html`${gathering(look)}${takePart(look)}${rooms(look)}`;
  if (board.phase === "planned") return html`${arranged(look)}${apart(look)}${takePart(look)}${rooms(look)}`;
  return html`${arranged(look)}${apart(look)}${messages(look)}${rooms(look)}`;
}

/** @param {Look} look */
function arranged(look) {
  const { board } = look;
  const planned = board.phase === "planned";
  const { shown, more } = chosen(look);
  return html`<section class="stack close" aria-labelledby="who">
    <div class="row"><h3 id="who">${planned ? t("The plan") : t("Who is with whom")}</h3>${planned ? html`<span class="tag">${t("Only you see this")}</span>` : nothing}
      <span class="push"></span>${undo(look)}${draw(look)}</div>
    ${atTheTop(look)}
    ${planned ? html`<p class="note">${repeatWords(board)}</p>` : nothing}
    ${finding(look, withoutPair(board).length)} ${noneShown(look, shown)}
    <ul class="board" aria-label=${t("Pairs")}>${repeat(shown, ({ group }) => group.place, ({ group, i }) => card(look, group, i))}${newPair(look)}</ul>
    ${showAll(look, more)}
    ${planned && board.ahead.length ? html`<p class="note">${t("The rounds to come:")} ${board.ahead.join(" ")}</p>` : nothing}
    <p class="meta">${t("Drag a name, or press Enter on it and choose where.")} ${planned ? "" : t("Nobody who is talking is ever moved by a new draw.")}</p>
  </section>`;
}

/** What was refused and belongs to no pair on the board. @param {Look} look */
function atTheTop({ desk, board }) {
  const at = desk.unfolded(FOLD.at);
  const inPlace = at !== null && board.groups[at]?.people.length;
  return desk.no(SLOT) && !inPlace ? html`<p class="err">${desk.no(SLOT)}</p>` : nothing;
}

/** @param {Look} look @param {string} verb */
function ask({ desk, board }, verb) {
  return (/** @type {Event} */ event) => {
    if (!desk.online || isSecondTap(event)) return;
    desk.unfold(FOLD.at, null);
    desk.tell(verb, { expecting: board.draw }, SLOT);
  };
}

/** @param {Look} look */
function undo(look) {
  if (!look.board.undo) return nothing;
  return html`<button class="btn" aria-disabled=${look.desk.online ? nothing : "true"} @click=${ask(look, "undo_move")}>${icon("undo")}${t("Undo")}<span class="vh"> ${t("the last move")}</span></button>`;
}

/** While they talk a draw is for those alone; nobody who talks is moved. @param {Look} look */
function draw(look) {
  const { desk, board } = look;
  const planned = board.phase === "planned";
  const lonely = board.alone.length > 0 || board.groups.some((group) => group.people.length === 1);
  if (!planned && !lonely) return nothing;
  const words = !planned ? t("Find them company") : board.groups.some((group) => group.locked) ? t("Draw the rest again") : t("Draw all again");
  return html`<button class="btn" aria-busy=${desk.busy(SLOT)} aria-disabled=${desk.online ? nothing : "true"} @click=${ask(look, "draw_again")}>${words}</button>`;
}

