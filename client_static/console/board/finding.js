// @ts-check
// Which pairs are drawn: all of a few; of many, those who need somebody, those one looks for, or as many as fit.
import { html, nothing } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { t } from "../../words.js";
import { FOLD, SLOT } from "./move.js";
import { asBefore, byNeed, filled, found, needOf, urgent } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Placed} Placed */
/** @typedef {"needs" | "all" | "locked" | "apart"} Filter */

/** So many pairs are drawn without being asked for. */
export const FIT = 24;
const QUERY = "pairs:query";
const FILTER = "pairs:filter";
const WHOLE = "pairs:whole";

/** Places in the order in which they were last drawn: nothing changes place under a hand that is about to use it. @type {number[]} */
let order = [];

/** @param {Look} look */
export function isCrowd({ board }) {
  return filled(board).length > FIT;
}

/** @param {Look} look @returns {string} what one looks for, "" for nobody */
export function query({ desk }) {
  return (desk.unfolded(QUERY) ?? "").trim();
}

/** @param {Look} look @returns {Filter} */
export function filter(look) {
  return look.desk.unfolded(FILTER) ?? (look.board.phase === "talking" ? "needs" : "all");
}

/** @param {Look} look @param {Filter} kind @returns {Placed[]} */
function of({ board, lost }, kind) {
  const all = filled(board);
  if (kind === "needs") return all.filter(({ group }) => (board.phase === "talking" ? urgent(needOf(group, lost)) : group.people.length === 1));
  return kind === "locked" ? all.filter(({ group }) => group.locked) : kind === "apart" ? [] : all;
}

/** What is drawn, in order, and how many more there are. @param {Look} look @returns {{shown: Placed[], more: number}} */
export function chosen(look) {
  const { desk, board, lost, lifted } = look;
  const wanted = query(look);
  const all = !isCrowd(look) ? filled(board) : wanted ? filled(board).filter(({ group }) => found(group.people, wanted, group.place)) : of(look, filter(look));
  const held = lifted || desk.unfolded(FOLD.menu);
  const sorted = held ? asBefore(all, order) : board.phase === "talking" ? byNeed(all, lost) : all;
  order = sorted.map(({ i }) => i);
  const fit = desk.unfolded(WHOLE) ? sorted : sorted.slice(0, FIT);
  return { shown: [...fit, ...inQuestion(look, fit)], more: sorted.length - fit.length };
}

/** Where something was asked or refused is drawn, whatever one looks for. @param {Look} look @param {Placed[]} drawn */
function inQuestion({ desk, board }, drawn) {
  const places = [desk.unfolded(FOLD.asked)?.to, desk.no(SLOT) ? desk.unfolded(FOLD.at) : null];
  return filled(board).filter(({ i }) => places.includes(i) && !drawn.some((one) => one.i === i));
}

/** @param {Look} look */
export function find({ desk }) {
  return html`<span class="linkbox">${icon("search")}<input class="in" id="find" aria-label=${t("Find a person or room")} placeholder=${t("Find a person or room")} autocomplete="off" .value=${desk.unfolded(QUERY) ?? ""}
      @input=${(/** @type {any} */ event) => desk.unfold(QUERY, event.target.value)}></span>`;
}

/** Nothing is drawn: say why. @param {Look} look @param {Placed[]} shown */
export function noneShown(look, shown) {
  if (shown.length || !isCrowd(look)) return nothing;
  if (query(look)) return html`<p class="note">${t("No pair is found like this.")}</p>`;
  return filter(look) === "needs" ? html`<p class="note">${t("Nobody needs you just now.")}</p>` : nothing;
}

/** The field and the choice of what to see; only where there are many. @param {Look} look @param {number} apart people without a pair */
export function finding(look, apart) {
  if (!isCrowd(look)) return nothing;
  return html`<div class="row finding">${find(look)}
    <fieldset class="push pick chips"><legend class="vh">${t("Which pairs to see")}</legend>
      ${chip(look, "needs", t("Need somebody"), of(look, "needs").length)} ${chip(look, "all", t("All"), of(look, "all").length)}
      ${chip(look, "locked", t("Kept"), of(look, "locked").length)} ${chip(look, "apart", t("Without a pair"), apart)}</fieldset></div>`;
}

/** @param {Look} look @param {Filter} kind @param {string} words @param {number} n */
function chip(look, kind, words, n) {
  const choose = () => {
    look.desk.unfold(WHOLE, false);
    look.desk.unfold(FILTER, kind);
  };
  return html`<label><input type="radio" name="pairs-filter" .checked=${filter(look) === kind} @change=${choose}>${words} <span class="num">${n}</span></label>`;
}

/** @param {Look} look @param {number} more */
export function showAll({ desk }, more) {
  if (more <= 0) return nothing;
  return html`<p class="row note">${t("{n} more are not drawn.", { n: more })} <button class="btn" @click=${() => desk.unfold(WHOLE, true)}>${t("Show all")}</button></p>`;
}
