// @ts-check
// One pair on the board: who is in it, how it stands, and what whoever leads can do for it.
import { html, nothing, repeat } from "../../vendor/lit.js";
import { icon } from "../../parts/icon.js";
import { isSecondTap } from "../../parts/tap.js";
import { t } from "../../words.js";
import { FOLD, SLOT, landing, move } from "./move.js";
import { name } from "./name.js";
import { freePlace, names, needOf, placeOf, unseen } from "./standing.js";

/** @typedef {import("./name.js").Look} Look */
/** @typedef {import("./standing.js").Group} Group */
/** @typedef {import("./standing.js").Person} Person */

/** @param {Look} look @param {Group} group @param {number} i */
export function card(look, group, i) {
  const { desk, board, lifted, lost } = look;
  const talking = board.phase === "talking";
  const planned = board.phase === "planned";
  const need = talking ? needOf(group, lost) : group.people.length === 1 ? "alone" : "";
  const target = lifted && placeOf(board, lifted.one.seat) !== i;
  const on = landing(desk, board, i);
  return html`<li class="pair ${["calls", "alone"].includes(need) ? "needs" : ""} ${target ? "target" : ""}" @dragover=${on.over} @drop=${on.drop}>
    <div class="row">${room(group)}${planned ? nothing : kept(group)}<span class="push"></span>${talking || need ? status(group, need) : nothing}${planned ? pin(look, group, i) : nothing}</div>
    <div class="names">${repeat(group.people, (one) => one.seat, (one) => name(look, one))}</div>
    <p class="meta">${target ? letGo(group) : need !== "alone" ? group.reason : talking ? company(group.company_by, desk.now) : t("Gets company when the pairs are opened")}</p>
    ${talking ? [calling(look, group, i), still(look, group)] : nothing}
    ${refused(look, i)} ${keepApart(look, i)}
  </li>`;
}

/** The way into their room, for whoever goes to them. @param {Group} group */
function room({ room_link, place }) {
  const words = t("Room {n}", { n: place });
  return room_link ? html`<a class="meta" href=${room_link} target="_blank" rel="noreferrer noopener">${words}</a>` : html`<span class="meta">${words}</span>`;
}

/** @type {Record<string, string>} */
const WHERE = { moving: "not there yet", together: "together", manual: "by hand" };

/** How it stands, in a word or two. @param {Group} group @param {string} need */
function status(group, need) {
  if (need === "calls") return html`<span class="tag ochre">${t("calls you")}</span>`;
  if (need === "coming") return html`<span class="tag clay">${t("you are coming")}</span>`;
  if (need === "alone") return html`<span class="tag ochre">${t("alone")}</span>`;
  if (need === "lost") return html`<span class="tag">${t("line lost")}</span>`;
  return html`<span class="meta">${t(WHERE[group.where] ?? "")}</span>`;
}

/** It mends itself. @param {number | null} by server ms @param {number} now */
function company(by, now) {
  const seconds = by === null ? 0 : Math.ceil((by - now) / 1000);
  return seconds > 0 ? t("Company comes by itself, in {n} s at most", { n: seconds }) : t("Company comes any moment");
}

/** @param {Group} group */
function kept(group) {
  return group.locked ? html`<span>${icon("lockpin", "sm")}<span class="vh">${t("put together by hand")}</span></span>` : nothing;
}

/** What shall stay when the rest is drawn again. @param {Look} look @param {Group} group @param {number} i */
function pin({ desk, board }, group, i) {
  const act = () => desk.online && (desk.unfold(FOLD.at, i), desk.tell("lock_pair", { place: i, on: !group.locked, expecting: board.draw }, SLOT));
  return html`<button class="btn square pin" aria-pressed=${group.locked} aria-label=${t("Keep {names} when the rest is drawn again", { names: names(group) })}
    aria-disabled=${desk.online ? nothing : "true"} @click=${act}>${icon("lockpin", "sm")}</button>`;
}

/** @param {Look} look @param {Group} group @param {number} i */
function calling({ desk, board }, group, i) {
  if (group.call === "no") return nothing;
  const asked = group.call === "asked";
  const slot = `call:${i}`;
  const act = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("answer_call", { place: i, coming: asked, expecting: board.draw }, slot);
  return html`<button class="btn" aria-busy=${desk.busy(slot)} aria-disabled=${desk.online ? nothing : "true"} @click=${act}>${asked ? t("I am coming") : t("Done")}<span class="vh"> ${asked ? t("to {names}", { names: names(group) }) : t("with {names}", { names: names(group) })}</span></button>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}`;
}

/** Where all lines are lost, only whoever leads can see who is still in the call. One question at a time. @param {Look} look @param {Group} group */
function still({ desk, lost }, group) {
  const one = unseen(group, lost, desk.now).find(({ seat }) => desk.unfolded(`pairs:still:${seat}`) !== lost.get(seat));
  return one ? question(desk, one, lost.get(one.seat)) : nothing;
}

/** @param {import("../desk.js").Desk} desk @param {Person} one @param {number | undefined} since */
function question(desk, { seat, name }, since) {
  const slot = `missing:${seat}`;
  const no = () => desk.online && desk.tell("partner_missing", { step: desk.head.step, seat }, slot);
  return html`<div class="stack tight ask" role="group" aria-label=${t("Is {name} still in the call?", { name })}>
    <p class="note">${t("Is {name} still in the call?", { name })}</p>
    <div class="row keep"><button class="btn" @click=${() => desk.unfold(`pairs:still:${seat}`, since)}>${t("They are here")}<span class="vh"> ${name}</span></button>
      <button class="btn" aria-busy=${desk.busy(slot)} aria-disabled=${desk.online ? nothing : "true"} @click=${no}>${t("No")}<span class="vh"> ${name}</span></button></div>
    ${desk.no(slot) ? html`<p class="err">${desk.no(slot)}</p>` : nothing}</div>`;
}

/** @param {Group} group */
function letGo(group) {
  return group.people.length === 1 ? t("Let go here to make a pair") : group.people.length === 2 ? t("Let go here to make a three") : t("Let go here to join them");
}

/** What was refused, where one looked. @param {Look} look @param {number} i */
function refused({ desk }, i) {
  return desk.no(SLOT) && desk.unfolded(FOLD.at) === i ? html`<p class="err">${desk.no(SLOT)}</p>` : nothing;
}

/** Asked once, in place. @param {Look} look @param {number} i */
export function keepApart({ desk, board }, i) {
  const asked = desk.unfolded(FOLD.asked);
  // Asked of the board as it was: another console, or the opening, may have answered it.
  if (!asked || asked.to !== i || asked.draw !== board.draw || asked.phase !== board.phase || placeOf(board, asked.one.seat) !== asked.was) return nothing;
  return html`<div class="stack tight ask" role="group" id="keep-apart" tabindex="-1" aria-label=${asked.words}>
    <p class="note">${asked.words}</p>
    <button class="btn" @click=${() => move(desk, board, asked, true)}>${t("Move them all the same")}</button>
    <button class="btn" @click=${() => leave(desk, asked.one.seat)}>${t("Leave it")}</button></div>`;
}

/** @param {import("../desk.js").Desk} desk @param {string} seat */
function leave(desk, seat) {
  desk.unfold(FOLD.asked, null);
  const name = document.querySelector(`summary[data-seat="${CSS.escape(seat)}"]`);
  if (name instanceof HTMLElement) name.focus();
}

/** Always there, so that nothing appears under a name that is being dragged. @param {Look} look */
export function newPair({ desk, board, lifted }) {
  const on = landing(desk, board, freePlace(board));
  return html`<li class="pair drop ${lifted ? "target" : ""}" @dragover=${on.over} @drop=${on.drop}><p class="meta">${t("Let go here for a new pair")}</p></li>`;
}
