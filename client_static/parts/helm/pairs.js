// @ts-check
/** The pairs for the seat that leads among peers, in small: who is counted, who needs somebody, who is with whom. No reasons. */

import { html, keyed, nothing, repeat } from "../../vendor/lit.js";
import { count, list, t } from "../../words.js";
import { button } from "../button.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsConsole} Board */
/** @typedef {import("../../protocol.js").ConsolePair} Pair */
/** @typedef {import("../../protocol.js").Person} Person */

const LAST = 30_000; // ms left in which the pairs are on their way back

/** The board of a pairs step that is on. @param {Ctx} ctx @returns {Board | null} */
export const boardOf = (ctx) => (ctx.head.kind === "pairs" && !ctx.head.gate ? ctx.arranged : null);

/** How it stands, and what comes next, always in sight; a new round, which ends a share-back, is not in its way. @param {Ctx} ctx @param {Board} board */
export function pairsDrive(ctx, board) {
  const expecting = board.draw;
  const last = ctx.left !== null && ctx.left <= LAST;
  const press = {
    gathering: () => button(ctx, "plan_pairs", { label: t("Plan the pairs"), look: "go", run: () => ctx.ask("plan_pairs", "plan_pairs", { expecting }) }),
    planned: () => button(ctx, "open_pairs", { label: t("Open the pairs"), look: "go", run: () => ctx.ask("open_pairs", "open_pairs", { expecting }) }),
    talking: () => (last ? button(ctx, "back_at_once", { label: t("Back at once"), run: () => ctx.ask("back_at_once", "call_back", { expecting, at_once: true }) })
      : button(ctx, "call_back", { label: t("Call back"), run: () => ctx.ask("call_back", "call_back", { expecting }) })),
    back: () => nothing,
  }[board.phase];
  return html`<div class="drive stands"><p class="note">${stands(ctx, board)}</p>${keyed(`${board.phase}${last}`, html`${press()}`)}</div>`;
}

/** @param {Ctx} ctx @param {Board} board */
function stands({ tally }, board) {
  const pairs = board.groups.filter(({ people }) => people.length > 1).length;
  const lonely = alone(board).length;
  const calls = calling(board).length;
  if (board.phase === "gathering") return tally ? t("{answered} of {of} have answered", tally) : "";
  if (board.phase === "back") return t("The pairs are back");
  const said = [board.phase === "planned" ? count(pairs, "1 pair is planned", "{n} pairs are planned") : count(pairs, "1 pair talks", "{n} pairs talk")];
  if (lonely) said.push(count(lonely, "1 has no company", "{n} have no company"));
  if (calls) said.push(count(calls, "1 calls you", "{n} call you"));
  return said.join(" · ");
}

/** Everybody without company: alone in a room, or in none. @param {Board} board */
const alone = (board) => [...board.groups.flatMap(({ people }) => (people.length === 1 ? people : [])), ...board.alone];

/** @param {Board} board */
const calling = (board) => board.groups.filter(({ call }) => call === "asked");

/** @param {Ctx} ctx @param {Board} board */
export function pairsBoard(ctx, board) {
  return html`<section class="stack close arranging" aria-label=${t("The pairs")}>${acts(ctx, board)}${needs(ctx, board)}${pairs(ctx, board)}${unasked(ctx, board)}</section>`;
}

/** @param {Ctx} ctx @param {Board} board */
function acts(ctx, board) {
  const expecting = board.draw;
  const { phase } = board;
  const turn = ctx.board?.turn ?? 0;
  const now = phase === "back" ? ctx.board?.introductions[turn] : null;
  const again = { gathering: "", planned: t("Draw again"), talking: alone(board).length ? t("Find company for all") : "", back: t("Another round") }[phase];
  return html`<div class="acts">
    ${phase === "gathering" ? button(ctx, "open_pairs", { label: t("Open at once"), run: () => ctx.ask("open_pairs", "open_pairs", { expecting }) }) : nothing}
    ${again ? button(ctx, "draw_again", { label: again, run: () => ctx.ask("draw_again", "draw_again", { expecting }) }) : nothing}
    ${board.undo ? button(ctx, "undo_move", { label: t("Take the move back"), icon: "undo", run: () => ctx.ask("undo_move", "undo_move", { expecting }) }) : nothing}
    ${now && now.by.seat !== ctx.own ? button(ctx, "pass_baton_for", { label: t("Pass the word on for {name}", { name: now.by.name }), look: "all", run: () => ctx.ask("pass_baton_for", "pass_baton", { step: ctx.head.step, expecting: turn }) }) : nothing}
  </div>`;
}

/** @param {Ctx} ctx @param {Board} board */
function needs(ctx, board) {
  const calls = board.groups.map((pair, place) => ({ pair, place })).filter(({ pair }) => pair.call !== "no");
  const lonely = board.phase === "talking" ? alone(board) : [];
  if (!calls.length && !lonely.length && !board.missing.length) return nothing;
  return html`<h2>${t("Somebody is needed")}</h2><ul class="people">
    ${calls.map(({ pair, place }) => html`<li><span>${names(pair)} <span class="meta">${pair.call === "asked" ? t("call") : t("you are coming")}</span></span>${button(ctx, `answer-${place}`, pair.call === "asked"
      ? { label: t("I am coming"), look: "push", run: () => answer(ctx, board, place, true) } : { label: t("I have been there"), look: "push", run: () => answer(ctx, board, place, false) })}</li>`)}
    ${lonely.map((one) => html`<li><span dir="auto">${one.name}</span> <span class="meta">${t("without company")}</span>${board.alone.includes(one) ? moves(ctx, board, one, null) : nothing}</li>`)}
    ${board.missing.map((one) => html`<li><span dir="auto">${one.name}</span> <span class="meta">${t("said not to be here")}</span>${countIn(ctx, one)}</li>`)}</ul>`;
}

/** @param {Ctx} ctx @param {Board} board @param {number} place @param {boolean} coming */
const answer = (ctx, { draw }, place, coming) => ctx.ask(`answer-${place}`, "answer_call", { place, coming, expecting: draw });

/** @param {Ctx} ctx @param {Person} one */
const countIn = (ctx, { seat, name }) => button(ctx, `count-${seat}`, { label: t("Count in"), spoken: t("Count in: {name}", { name }), look: "push", run: () => ctx.ask(`count-${seat}`, "count_in", { seat }) });

/** @param {Pair} pair @param {string} [without] */
const names = ({ people }, without) => list(people.filter(({ seat }) => seat !== without).map(({ name }) => name));

/** @type {Set<number>} places whose menus lie open; those of a hundred pairs are not drawn to lie folded */
const unfolded = new Set();

/** @param {Ctx} ctx @param {number} place @param {Event} event */
function fold(ctx, place, { currentTarget: menu }) {
  const open = menu instanceof HTMLDetailsElement && menu.open;
  if (open === unfolded.has(place)) return;
  if (open) unfolded.add(place);
  else unfolded.delete(place);
  ctx.draw();
}

/** @param {Ctx} ctx @param {Board} board */
function pairs(ctx, board) {
  const places = board.groups.map((pair, place) => ({ pair, place })).filter(({ pair }) => pair.people.length);
  if (!places.length || board.phase === "back") return nothing;
  return html`<h2>${t("Who is with whom")}</h2><ul class="people">${repeat(places, ({ place }) => place, ({ pair, place }) => html`<li><details @toggle=${(/** @type {Event} */ event) => fold(ctx, place, event)}><summary>${names(pair)} <span class="meta">${pair.place}</span></summary>
    <div class="stack close">${unfolded.has(place) ? repeat(pair.people, ({ seat }) => seat, (one) => moves(ctx, board, one, place)) : nothing}</div></details></li>`)}</ul>`;
}

/** Where this one may go. @param {Ctx} ctx @param {Board} board @param {Person} one @param {number | null} was */
function moves(ctx, board, { seat, name }, was) {
  const free = board.groups.findIndex(({ people }) => !people.length);
  const go = (/** @type {number | null} */ to) => ctx.ask(`move-${seat}`, "move_person", { seat, was, to, expecting: board.draw });
  const inCompany = was === null || (board.groups[was]?.people.length ?? 0) > 1;
  const menu = (/** @type {any} */ event) => {
    const to = event.target.value;
    event.target.value = "";
    if (to) go(to === "none" ? null : Number(to));
  };
  return html`<div class="field"><label for="move-${seat}">${t("Move {name}", { name })}</label><select class="in" id="move-${seat}" @change=${menu}>
    <option value="">${was === null ? t("Stays as it is") : t("Stays here")}</option>
    ${board.groups.map((pair, place) => (place !== was && pair.people.length ? html`<option value=${place}>${t("With {names}", { names: names(pair) })}</option>` : nothing))}
    ${inCompany ? html`<option value=${free < 0 ? board.groups.length : free}>${t("Into a new pair")}</option>` : nothing}
    ${was === null ? nothing : html`<option value="none">${t("Out of the pairs")}</option>`}</select></div>`;
}

/** @param {Ctx} ctx @param {Board} board */
function unasked(ctx, board) {
  if (!board.unasked.length) return nothing;
  return html`<h2>${t("Not heard of yet")}</h2><ul class="people">${board.unasked.map((one) => html`<li><span dir="auto">${one.name}</span>${countIn(ctx, one)}</li>`)}</ul>`;
}
