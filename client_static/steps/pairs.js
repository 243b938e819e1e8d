// @ts-check
/** pairs: who you are with, what you talk about, who begins, and when to swap. */

import { html, nothing, svg } from "../vendor/lit.js";
import { speaking } from "../panel/context.js";
import { another, body } from "../parts/body.js";
import { icon } from "../parts/icon.js";
import { clockText, list, t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */
/** @typedef {import("../protocol.js").Person} Person */

const SWAPPED = 20_000; // ms for which the swap is told

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  const { mine, head } = ctx;
  if (!mine) return { above: html`<h1>${head.title}</h1>${body(head.body)}` };
  if (!mine.partners.length) return { above: alone(ctx) };
  return { above: html`${swapped(ctx)}${company(ctx)}${room(mine.room_link)}${talk(ctx)}${lost(ctx)}` };
}

/** @param {Ctx} ctx */
function company(ctx) {
  /** @type {string[]} */
  const names = ctx.mine.partners.map((/** @type {Person} */ one) => one.name);
  return html`<div class="duo">${names.length < 3 ? rings(names) : nothing}
    <h1>${list([t("You"), ...names])}</h1>
    ${names.length > 1 ? html`<p class="meta">${t("Everyone has company: this is a group of {n}.", { n: names.length + 1 })}</p>` : nothing}</div>`;
}

/** The piece lies where the rings meet. @param {string[]} names of the others, one or two */
function rings(names) {
  const [first = "", second] = names;
  const three = second !== undefined;
  return html`<svg viewBox=${three ? "0 0 176 150" : "0 0 176 96"} aria-hidden="true">
    <circle class="o" cx="60" cy="48" r="44"/><circle class=${first ? "o" : "o off"} cx="116" cy="48" r="44"/>
    ${three ? svg`<circle class="o" cx="88" cy="98" r="44"/>` : nothing}
    ${first ? piece(three ? "translate(75 53)" : "translate(75 35)") : nothing}
    <text x=${three ? 38 : 42} y=${three ? 44 : 52}>${t("You")}</text><text x=${three ? 138 : 134} y=${three ? 44 : 52}>${short(first)}</text>
    ${three ? svg`<text x="88" y="124">${short(second)}</text>` : nothing}
  </svg>`;
}

/** @param {string} where */
const piece = (where) => svg`<g transform=${where}><path class="p" d="M12.4 2.6c4.7-.2 8.7 2.6 9.3 7.2.7 5.3-3.1 10.6-8.7 11.4C7.2 22 2.6 18.6 2.3 13.2 2 7.6 6.7 2.9 12.4 2.6Z"/><path class="v" d="M3.3 9.6c4.6 3.2 12 4 17.9 1.4"/></g>`;

/** A name that would leave its ring; in words it is written in full. @param {string} name */
const short = (name) => (name.length > 7 ? `${name.slice(0, 6)}…` : name);

/** @param {string | null} link */
function room(link) {
  if (!link?.startsWith("https://")) return nothing;
  return html`<a class="btn go wide" href=${link} target="_blank" rel="noopener noreferrer">${t("Open your room")}${icon("next")}</a>`;
}

/** @param {Ctx} ctx */
function talk(ctx) {
  const { head, mine, own, now } = ctx;
  const at = speaking(head, mine, now);
  /** @param {Person} who */
  const turn = (who) => (at?.turn === 0 ? (who.seat === own ? t("You begin") : t("{name} begins", { name: who.name })) : who.seat === own ? t("You speak") : t("{name} speaks", { name: who.name }));
  const then = at?.next ? (at.next.seat === own ? t("then you") : t("then {name}", { name: at.next.name })) : "";
  return html`<div class="mine">
    ${at?.who ? html`<div class="row keep"><p class="kicker">${turn(at.who)}</p><p class="push num"><b role="timer">${head.paused ? t("paused") : clockText(at.left)}</b> <span class="meta">${then}</span></p></div>` : nothing}
    ${head.body ? html`<p class="kicker">${head.title}</p>${body(head.body)}` : html`<p class="voice">${head.title}</p>`}
    ${another(head)}
  </div>
  ${mine.room_link ? nothing : html`<p class="note">${ctx.peers ? t("Find each other on the call, in a room of its own if it has rooms.") : t("No room link was given. {name} puts you into a room of the call.", { name: ctx.lead.name || t("Whoever leads") })}</p>`}`;
}

/** @param {Ctx} ctx */
function swapped({ head, mine, own, now }) {
  const at = speaking(head, mine, now);
  if (!at?.who || at.turn === 0 || head.paused || at.left < 0 || at.each - at.left > SWAPPED) return nothing;
  const what = mine.turns === 2 ? t("Half-time.") : t("Time to go on.");
  const words = at.who.seat === own ? t("Now you speak. Finish your sentence first.") : t("Now {name} speaks. Finish your sentence first.", { name: at.who.name });
  return html`<div class="tell clay comes">${icon("swap")}<p><b>${what}</b> ${words}</p></div>`;
}

/** A lost line is not an absent person: say what is known, and whom to ask. @param {Ctx} ctx */
function lost(ctx) {
  const gone = ctx.mine.partners.filter((/** @type {Person} */ one) => ctx.person(one.seat)?.line === "lost");
  const help = t("If somebody is not there, raise your hand.");
  if (!gone.length) return html`<p class="note">${help}</p>`;
  const names = list(gone.map((/** @type {Person} */ one) => one.name));
  return html`<p class="note">${t("The line of {names} to this panel is lost for a moment. They may still be on the call.", { names })} ${help}</p>`;
}

/** @param {Ctx} ctx */
function alone({ head }) {
  return html`<div class="duo">${rings([""])}<h1>${t("We are finding you company")}</h1>
      <p class="note">${t("The other place is empty just now. It is nothing you did.")}</p></div>
    <div class="mine"><p class="kicker">${t("Until then, for yourself")}</p>${head.body ? body(head.body) : html`<p class="voice">${head.title}</p>`}</div>`;
}
