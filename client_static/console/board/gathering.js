// @ts-check
// "Are you there?": nobody is put together with an empty chair. Whoever is in the call with a silent panel is counted in by hand.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { isSecondTap } from "../../parts/tap.js";
import { count, list, t } from "../../words.js";
import { countIn } from "./apart.js";
import { find, query } from "./finding.js";
import { SLOT } from "./move.js";
import { found } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Board} Board */
/** @typedef {import("../../protocol.js").LeadTakesPart["joins"]} Joins */

const FIT = 12;
const WHOLE = "pairs:unasked";

/** @param {Look} look */
export function gathering(look) {
  const { desk, board } = look;
  const plan = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("plan_pairs", { expecting: board.draw }, SLOT);
  return html`<section class="stack close" aria-labelledby="who">
    <div class="row"><h3 id="who">${board.unasked.length ? t("Not answered yet") : t("Everyone has answered")}</h3><span class="push"></span>
      <button class="btn" aria-busy=${desk.busy(SLOT)} aria-disabled=${desk.online ? nothing : "true"} @click=${plan}>${t("Plan the pairs")}</button></div>
    ${desk.no(SLOT) ? html`<p class="err">${desk.no(SLOT)}</p>` : nothing}
    ${unasked(look)} ${out(board)}
  </section>`;
}

/** @param {Look} look */
function unasked(look) {
  const { desk, board, lost } = look;
  if (!board.unasked.length) return html`<p class="note">${t("You can look at the plan first, or open the pairs at once.")}</p>`;
  const many = board.unasked.length > FIT;
  const wanted = many ? query(look) : "";
  const named = wanted ? board.unasked.filter((one) => found([one], wanted)) : board.unasked;
  const shown = desk.unfolded(WHOLE) ? named : named.slice(0, FIT);
  return html`<p class="note">${t("Their panels ask whether they are there. A silent panel is not an absent person: count in whoever is in the call.")}</p>
    ${many ? html`<div class="finding">${find(look)}</div>` : nothing}
    <ul class="people board-list">${repeat(shown, (one) => one.seat, (one) => html`<li><span class=${lost.has(one.seat) ? "dot off" : "dot"}></span><span class="who" dir="auto">${one.name}</span>
      ${lost.has(one.seat) ? html`<span class="meta">${t("line lost")}</span>` : nothing}${countIn(look, one, "unasked")}</li>`)}</ul>
    ${shown.length < named.length ? html`<button class="btn bare flush" @click=${() => desk.unfold(WHOLE, true)}>${t("Show all {n}", { n: named.length })}</button>` : nothing}`;
}

/** @param {Board} board */
function out(board) {
  if (!board.out.length) return nothing;
  const words = board.out.length > FIT ? count(board.out.length, "", "{n} sit this one out.") : t("Sitting this one out: {names}.", { names: list(board.out.map((one) => one.name)) });
  return html`<p class="note">${words}</p>`;
}

/** @type {[Joins, string][]} */
const JOINS = [["out", "No, I look after everyone"], ["spare", "Only when somebody would be left over"], ["in", "Yes, like everyone"]];

/** Does whoever leads take part? @param {Look} look */
export function takePart({ desk, board }) {
  const slot = "joins";
  return html`<fieldset class="field"><legend>${t("Do you take part?")}</legend><div class="pick chips">
    ${JOINS.map(([joins, words]) => html`<label><input type="radio" name="lead-joins" .checked=${board.lead === joins} ?disabled=${!desk.online}
      @change=${() => desk.tell("lead_takes_part", { joins }, slot)}>${t(words)}</label>`)}</div>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}</fieldset>`;
}
