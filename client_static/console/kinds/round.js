// @ts-check
// round, for those who lead and on the wall: the circle, who has the piece, who is next. Nobody's time is cut.
import { html, nothing } from "../../vendor/lit.js";
import { ring } from "../../parts/ring.js";
import { withWords } from "../../wall/room.js";
import { about, clockText, t } from "../../words.js";
import { isSecondTap } from "../../parts/tap.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../wall/sight.js").Sight} Sight */
/** @typedef {import("../../protocol.js").RoundHead} RoundHead */

export const beside = true;

/** @param {any} part @returns {RoundHead | null} */
function roundOf(part) {
  return part?.kind === "round" ? part : null;
}

/** @param {Desk} desk */
export function glance({ head }) {
  const round = roundOf(head.part);
  if (!round) return "";
  return turns(round);
}

/** @param {RoundHead} round */
function turns(round) {
  if (!round.holder) return round.of ? t("The piece is back in the middle; all {n} had their turn", { n: round.of }) : t("Nobody is in this round yet");
  const come = round.of - round.done - 1;
  const rest = come ? t("{n} to come", { n: come }) : t("the last one");
  return round.done ? t("{n} done, 1 holds the piece, {rest}", { n: round.done, rest }) : t("1 holds the piece, {rest}", { rest });
}

/** @type {Record<string, [string[], string]>} */
const LOOKS = { spoke: [["past"], "has spoken"], passed: [["past"], "has passed"], holds: [["holds"], "has the piece"], waits: [[], ""] };

/** @param {any} board @param {RoundHead} round @param {Set<string>} lost */
function places(board, round, lost) {
  const circle = board?.kind === "round" ? board.circle : [];
  return circle.map((/** @type {any} */ { seat, name, turn }) => {
    // The head travels faster than the board: who holds the piece is what the head says.
    const now = seat === round.holder?.seat ? "holds" : turn === "holds" ? "spoke" : turn;
    const [looks, said] = LOOKS[now] ?? [[], ""];
    if (now === "waits" && seat === round.next?.seat) return { seat, name, looks: ["next"], said: t("is next") };
    if (now === "waits" && lost.has(seat)) return { seat, name, looks: ["gone"], said: t("line lost") };
    return { seat, name, looks, said: said && t(said) };
  });
}

/** @param {RoundHead} round @param {number} now */
function held(round, now) {
  if (!round.holder) return html`<p class="voice">${t("The piece is in the middle")}</p>`;
  return html`<p class="voice">${t("{name} speaks", { name: round.holder.name })}</p>
    ${round.since === null ? nothing : html`<p class="clock num">${clockText(-Math.max(0, now - round.since)).replace("+", "")}</p>`}
    <p class="meta">${t("of {time}", { time: about(round.seconds_each) })}</p>`;
}

/** @param {Desk} desk @param {RoundHead} round @param {Set<string>} lost */
function passOn(desk, round, lost) {
  const { holder, next } = round;
  if (!holder) return nothing;
  const act = (/** @type {Event} */ event) => desk.online && !isSecondTap(event) && desk.tell("pass_piece", { expecting: holder.seat }, "piece");
  const words = next ? t("Pass on to {name}", { name: next.name }) : t("{name} has finished", { name: holder.name });
  return html`${lost.has(holder.seat) ? html`<p class="tell ochre">${t("Is {name} still in the call? The line of this panel is lost; that says nothing about the call.", { name: holder.name })}</p>` : nothing}
    <div class="acts"><button class="btn" id="pass-piece" aria-busy=${desk.busy("piece")} aria-disabled=${!desk.online ? "true" : nothing} @click=${act}>${words}</button></div>
    ${desk.no("piece") ? html`<p class="err">${desk.no("piece")}</p>` : nothing}`;
}

/** @param {Desk} desk */
function picture(desk) {
  const round = roundOf(desk.head.part);
  if (!round) return nothing;
  const lost = new Set(desk.roster ? Object.keys(desk.roster.lost) : []);
  return html`<div class="stack tight">${ring(places(desk.views.stage.board?.part, round, lost), null, held(round, desk.now))}${passOn(desk, round, lost)}</div>`;
}

/** @param {Sight} sight */
export function wall(sight) {
  const { part, board, people } = sight;
  const round = roundOf(part);
  if (!round) return null;
  const lost = new Set(people.filter((one) => one.line === "lost").map((one) => one.seat));
  const who = !round.holder ? t("The piece is in the middle") : round.next ? t("{name} has the piece, then {next}", { name: round.holder.name, next: round.next.name }) : t("{name} has the piece", { name: round.holder.name });
  return withWords(sight, (words) => ring(places(board, round, lost), null, html`${words}<p class=${words ? "kicker" : "voice"}>${who}</p>`));
}

export { picture as console };
