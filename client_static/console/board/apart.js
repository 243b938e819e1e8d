// @ts-check
// Who is in no pair, and what whoever leads can do: go to them, take them back, count them in. Sitting out is one's own choice.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { t } from "../../words.js";
import { filter, isCrowd, query } from "./finding.js";
import { landing } from "./move.js";
import { name } from "./name.js";
import { LEAD, found, placeOf } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Board} Board */
/** @typedef {import("./standing.js").Person} Person */
/** @typedef {"alone" | "missing" | "unasked" | "other" | "out"} State */
/** @typedef {{one: Person, state: State}} Row */

const FIT = 12;
const WHOLE = "pairs:apart";

/** Those first for whom whoever leads can do something. @param {Board} board @returns {Row[]} */
export function withoutPair(board) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const add = (/** @type {State} */ state) => (/** @type {Person} */ one) => rows.has(one.seat) || rows.set(one.seat, { one, state });
  board.alone.filter(({ seat }) => seat !== LEAD || board.lead !== "out").forEach(add("alone"));
  board.missing.forEach(add("missing"));
  board.unasked.forEach(add("unasked"));
  const out = new Set(board.out.map(({ seat }) => seat));
  board.apart.filter(({ seat }) => !out.has(seat)).forEach(add("other"));
  board.out.forEach(add("out"));
  return [...rows.values()];
}

/** @param {Look} look */
export function apart(look) {
  const wanted = isCrowd(look) ? query(look) : "";
  const all = withoutPair(look.board).filter(({ one }) => !wanted || found([one], wanted));
  if (!all.length) return nothing;
  const whole = look.desk.unfolded(WHOLE) || (isCrowd(look) && !wanted && filter(look) === "apart");
  const shown = whole ? all : all.slice(0, FIT);
  const on = landing(look.desk, look.board, null);
  return html`<section class="stack tight ${look.lifted ? "pair target" : ""}" aria-labelledby="apart" @dragover=${on.over} @drop=${on.drop}>
    <div class="row"><h3 id="apart">${t("Without a pair")}</h3><span class="push num note">${all.length}</span></div>
    <ul class="people board-list">${repeat(shown, ({ one }) => one.seat, (row) => line(look, row))}</ul>
    ${shown.length < all.length ? html`<button class="btn bare flush" @click=${() => look.desk.unfold(WHOLE, true)}>${t("Show all {n}", { n: all.length })}</button>` : nothing}</section>`;
}

/** @param {Look} look @param {Row} row */
function line(look, { one, state }) {
  const fixed = state === "out" || state === "other"; // nobody is put into a pair who sits out, or has not agreed yet
  const gone = look.lost.has(one.seat);
  return html`<li>${fixed ? html`<span class=${gone ? "dot off" : "dot"}></span><span class="who" dir="auto">${one.name}</span>` : name(look, one)}
    <span class="meta">${standing(look, one, state)}</span>${countIn(look, one, state)}</li>`;
}

/** @param {Look} look @param {Person} one @param {State} state */
function standing({ board, lost }, one, state) {
  if (state === "alone" && one.seat === LEAD) return t("leads, in no pair");
  if (state === "alone" && placeOf(board, LEAD) !== null) return t("no pair was found: you are in one yourself");
  if (state === "alone") return board.phase === "talking" ? t("with you: go to them") : t("no pair was found: with you");
  if (state === "missing") return t("seems not to be in the call");
  if (state === "out") return t("sits this one out");
  if (state === "other") return t("not in this step yet");
  return lost.has(one.seat) ? t("has not answered, line lost") : t("has not answered");
}

/** @param {Look} look @param {Person} one @param {State} state */
export function countIn({ desk }, one, state) {
  if (state !== "missing" && state !== "unasked") return nothing;
  const slot = `count:${one.seat}`;
  const act = () => desk.online && desk.tell("count_in", { seat: one.seat }, slot);
  const words = state === "missing" ? t("Is back") : t("Count in");
  return html`<button class="btn push" aria-busy=${desk.busy(slot)} aria-disabled=${desk.online ? nothing : "true"} @click=${act}>${words}<span class="vh"> ${one.name}</span></button>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}`;
}
