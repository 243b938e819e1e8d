// @ts-check
// Who is with whom. A name is a button: drag it, or press it and choose where. Both ask for the same move.
import { html, nothing, repeat } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { isSecondTap } from "../parts/tap.js";
import { list, t } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").PairsConsole} Board */
/** @typedef {import("../protocol.js").ConsolePair} Group */
/** @typedef {import("../protocol.js").Person} Person */

const SLOT = "pairs";

/** The place (index) a new pair gets: a free room, else one more. @param {Board} board */
function freePlace(board) {
  const free = board.groups.findIndex((group) => !group.people.length);
  return free < 0 ? board.groups.length : free;
}

/** @param {Board} board @param {string} seat @returns {number} the index of this seat's group, -1 when it is in none */
function placeOf(board, seat) {
  return board.groups.findIndex((group) => group.people.some((one) => one.seat === seat));
}

/** @param {Group} group @param {string} [without] */
function names(group, without) {
  return list(group.people.filter((one) => one.seat !== without).map((one) => one.name));
}

/** @param {Desk} desk @param {Board} board @param {Person} one @param {number} to */
async function move(desk, board, one, to) {
  const from = placeOf(board, one.seat);
  if (!desk.online || from === to) return close(one.seat);
  close(one.seat);
  const answer = await desk.tell("move_person", { seat: one.seat, to }, SLOT);
  if (!answer?.ok) return;
  desk.unfold("moved", { one, from, draw: board.draw });
  const group = board.groups[to];
  desk.say(group?.people.length ? t("{name} is with {names} now.", { name: one.name, names: names(group) }) : t("{name} has a new place.", { name: one.name }));
  follow(one.seat);
}

/** The name lands in another list, as another element: the focus goes with the person. @param {string} seat */
function follow(seat) {
  const from = document.activeElement;
  const until = performance.now() + 1000;
  const look = () => {
    const there = document.querySelector(`summary[data-seat="${CSS.escape(seat)}"]`);
    if (document.activeElement !== document.body && document.activeElement !== from) return;
    if (there instanceof HTMLElement && there !== document.activeElement) there.focus();
    if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

/** Close this name's menu, and let its name have the focus. @param {string} seat */
function close(seat) {
  const summary = document.querySelector(`summary[data-seat="${CSS.escape(seat)}"]`);
  const menu = summary?.parentElement;
  if (menu instanceof HTMLDetailsElement && menu.open) {
    menu.open = false;
    if (summary instanceof HTMLElement) summary.focus();
  }
}

/** @param {Desk} desk @param {Board} board @param {Person} one */
function choices(desk, board, one) {
  const own = placeOf(board, one.seat);
  const alone = own >= 0 && board.groups[own]?.people.length === 1;
  const others = board.groups.flatMap((group, i) => (group.people.length && i !== own ? [{ i, words: t("With {names}", { names: names(group) }) }] : []));
  const all = alone ? others : [...others, { i: freePlace(board), words: t("Into a new pair") }];
  return all.map(({ i, words }) => html`<button class="btn" @click=${() => move(desk, board, one, i)}>${words}</button>`);
}

/** One menu at a time; Escape closes it. @param {Event} event */
function opened(event) {
  const menu = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (!menu.open) return;
  for (const other of document.querySelectorAll(".board details[open]")) if (other !== menu && other instanceof HTMLDetailsElement) other.open = false;
}

/** @param {KeyboardEvent} event @param {string} seat */
function key(event, seat) {
  if (event.key === "Escape") close(seat);
}

/** @param {Desk} desk @param {DragEvent} event @param {Person} one */
function lift(desk, event, one) {
  event.dataTransfer?.setData("text/plain", one.name);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  desk.unfold("lifted", one);
}

/** @param {Desk} desk @param {Board} board @param {Person} one */
function name(desk, board, one) {
  const lifted = desk.unfolded("lifted")?.seat === one.seat;
  const lost = desk.roster?.people.find((person) => person.seat === one.seat)?.line === "lost";
  return html`<details class="menu" @toggle=${opened} @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, one.seat)}>
    <summary class="seat ${lifted ? "lift" : ""} ${lost ? "gone" : ""}" data-seat=${one.seat} draggable="true"
      @dragstart=${(/** @type {DragEvent} */ event) => lift(desk, event, one)} @dragend=${() => desk.unfold("lifted", null)}
      ><span dir="auto">${one.name}</span>${lost ? html`<span class="vh"> ${t("line lost")}</span>` : nothing}</summary>
    <div>${choices(desk, board, one)}</div>
  </details>`;
}

/** What a name may be let go on. @param {Desk} desk @param {Board} board @param {number} to */
function landing(desk, board, to) {
  const one = desk.unfolded("lifted");
  return {
    over: (/** @type {DragEvent} */ event) => {
      if (one) event.preventDefault();
    },
    drop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      desk.unfold("lifted", null);
      if (one) move(desk, board, one, to);
    },
  };
}

/** @param {Desk} desk @param {Board} board @param {Group} group @param {number} index */
function pair(desk, board, group, index) {
  const lifted = desk.unfolded("lifted");
  const alone = group.people.length === 1;
  const here = lifted && placeOf(board, lifted.seat) === index;
  const on = landing(desk, board, index);
  return html`<li class="pair ${alone ? "needs" : ""} ${lifted && !here ? "target" : ""}" @dragover=${on.over} @drop=${on.drop}>
    <div class="row keep"><span class="meta">${t("Pair {n}", { n: group.place })}</span>${alone ? html`<span class="push tag ochre">${t("alone")}</span>` : nothing}
      ${group.room_link ? html`<a class="meta push" href=${group.room_link} target="_blank" rel="noreferrer noopener">${t("Room")}<span class="vh"> ${group.place}</span></a>` : nothing}</div>
    <div class="names">${repeat(group.people, (one) => one.seat, (one) => name(desk, board, one))}</div>
    <p class="meta">${lifted && !here ? letGo(group) : alone ? t("Waits for company") : group.reason}</p>
  </li>`;
}

/** @param {Group} group */
function letGo(group) {
  return group.people.length === 1 ? t("Let go here to make a pair") : group.people.length === 2 ? t("Let go here to make a three") : t("Let go here to join them");
}

/** Always there, so that nothing appears under a name that is being dragged. @param {Desk} desk @param {Board} board */
function newPair(desk, board) {
  const on = landing(desk, board, freePlace(board));
  return html`<li class="pair drop" @dragover=${on.over} @drop=${on.drop}><p class="meta">${t("Let go here for a new pair")}</p></li>`;
}

/** @param {Desk} desk @param {Board} board */
function undo(desk, board) {
  const moved = desk.unfolded("moved");
  if (!moved || moved.draw !== board.draw || moved.from < 0) return nothing;
  const back = async () => {
    const to = Math.min(moved.from, board.groups.length);
    const answer = desk.online && (await desk.tell("move_person", { seat: moved.one.seat, to }, SLOT));
    if (answer && answer.ok) desk.unfold("moved", null);
  };
  return html`<button class="btn" @click=${back}>${icon("undo")}${t("Undo")}<span class="vh"> ${moved.one.name}</span></button>`;
}

/** A new draw parts people who are talking; so it is asked once, in place. @param {Desk} desk @param {Board} board */
function drawing(desk, board) {
  if (desk.unfolded("draw") !== board.draw)
    return html`<button class="btn" @click=${() => desk.unfold("draw", board.draw)}>${t("Draw all again")}</button>`;
  const again = (/** @type {Event} */ event) => {
    if (!desk.online || isSecondTap(event)) return;
    desk.unfold("draw", null);
    desk.tell("draw_again", { expecting: board.draw }, SLOT);
  };
  return html`<span class="note">${t("All who talk now get new company.")}</span>
    <button class="btn" @click=${again}>${t("Draw them")}</button>
    <button class="btn bare" @click=${() => desk.unfold("draw", null)}>${t("Leave them")}</button>`;
}

/** @param {Desk} desk @param {Board} board */
function apart(desk, board) {
  if (!board.apart.length) return nothing;
  return html`<h4 id="apart">${t("Not in a pair")}</h4><ul class="board" aria-labelledby="apart">${repeat(board.apart, (one) => one.seat, (one) => html`<li class="pair"><div class="names">${name(desk, board, one)}</div></li>`)}</ul>`;
}

/** @param {Desk} desk @param {Board} board */
export function pairsBoard(desk, board) {
  const refused = desk.no(SLOT);
  return html`<section class="stack close" aria-labelledby="who">
    <div class="row"><h3 id="who">${t("Who is with whom")}</h3><span class="push"></span>${undo(desk, board)}${drawing(desk, board)}</div>
    <ul class="board">${repeat(board.groups.map((group, i) => ({ group, i })).filter(({ group }) => group.people.length), ({ group }) => group.place, ({ group, i }) => pair(desk, board, group, i))}${newPair(desk, board)}</ul>
    ${apart(desk, board)}
    ${refused ? html`<p class="err">${refused}</p>` : nothing}
    <p class="meta">${t("Drag a name, or press Enter on it and choose where.")}</p>
  </section>`;
}
