// @ts-check
// Moving somebody: by drag, by menu and by keyboard it is the same question to the server, and it says where one saw them.
import { focusSoon } from "../desk.js";
import { t } from "../../words.js";
import { apartWords, names } from "./standing.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("./standing.js").Board} Board */
/** @typedef {import("./standing.js").Person} Person */
/** @typedef {{one: Person, was: number | null, to: number | null}} Move places by index, null: without a pair */

export const SLOT = "pairs";
/** Keys of what is unfolded; all of them are folded away when another step opens. */
export const FOLD = { lifted: "pairs:lifted", menu: "pairs:menu", asked: "pairs:asked", at: "pairs:at", find: "pairs:find" };

/** @param {Desk} desk @param {Board} board @param {Move} move @param {boolean} [deliberate] also against a rule */
export async function move(desk, board, { one, was, to }, deliberate = false) {
  close(one.seat);
  if (!desk.online || was === to) return;
  desk.unfold(FOLD.asked, null);
  desk.unfold(FOLD.at, to ?? was);
  const fields = { seat: one.seat, was, to, expecting: board.draw, ...(deliberate && { deliberate }) };
  const answer = await desk.tell("move_person", fields, SLOT, ["keep_apart"]);
  if (!answer) return;
  if (!answer.ok) return answer.code === "keep_apart" && to !== null ? ask(desk, board, { one, was, to }) : undefined;
  const group = to === null ? null : board.groups[to];
  desk.say(group?.people.length ? t("{name} is with {names} now.", { name: one.name, names: names(group) }) : to === null ? t("{name} is without a pair now.", { name: one.name }) : t("{name} has a new place.", { name: one.name }));
  follow(one.seat);
}

/** A rule gives way only when whoever leads says so twice. @param {Desk} desk @param {Board} board @param {Move & {to: number}} move */
function ask(desk, board, move) {
  const words = apartWords(board, move.one, move.to);
  desk.unfold(FOLD.asked, { ...move, draw: board.draw, phase: board.phase, words });
  desk.say(words);
  focusSoon("keep-apart");
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
export function close(seat) {
  const summary = document.querySelector(`summary[data-seat="${CSS.escape(seat)}"]`);
  const menu = summary?.parentElement;
  if (menu instanceof HTMLDetailsElement && menu.open) {
    menu.open = false;
    if (summary instanceof HTMLElement) summary.focus();
  }
}

/** @param {Desk} desk @param {DragEvent} event @param {Person} one @param {number | null} was */
export function lift(desk, event, one, was) {
  event.dataTransfer?.setData("text/plain", one.name);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  desk.unfold(FOLD.lifted, { one, was });
}

/** What a name may be let go on. @param {Desk} desk @param {Board} board @param {number | null} to */
export function landing(desk, board, to) {
  /** @type {{one: Person, was: number | null} | null} */
  const lifted = desk.unfolded(FOLD.lifted);
  return {
    over: (/** @type {DragEvent} */ event) => {
      if (lifted) event.preventDefault();
    },
    drop: (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      desk.unfold(FOLD.lifted, null);
      // Where they were when the name was lifted: another console may have moved them since.
      if (lifted) move(desk, board, { ...lifted, to });
    },
  };
}
