// @ts-check
/** Who one is with: the rings, the names, and, in the place of the rings, what one needs to hear about them. */

import { html, nothing, svg } from "../../vendor/lit.js";
import { leadName } from "../../panel/context.js";
import { stone } from "../../parts/icon.js";
import { list, t } from "../../words.js";
import { isLost, question } from "./lost.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */

/** Where rings, names and the piece lie, by how many sit together; you first. @type {Record<number, {box: string, at: [number, number][], names: [number, number][], piece: string}>} */
const RINGS = {
  2: { box: "0 0 176 96", at: [[60, 48], [116, 48]], names: [[42, 52], [134, 52]], piece: "translate(75 35)" },
  3: { box: "0 0 176 150", at: [[60, 48], [116, 48], [88, 98]], names: [[38, 44], [138, 44], [88, 124]], piece: "translate(75 53)" },
  4: { box: "0 0 176 148", at: [[60, 48], [116, 48], [60, 100], [116, 100]], names: [[38, 44], [138, 44], [38, 112], [138, 112]], piece: "translate(76 62)" },
};

/** "You and Hana". @param {Mine} mine */
export const youAnd = (mine) => list([t("You"), ...mine.partners.map(({ name }) => name)]);

/** What comes up here takes the place of the rings, so that nothing below it moves under a finger. @param {Ctx} ctx @param {Mine} mine */
export function company(ctx, mine) {
  const lost = isLost(ctx, mine);
  const words = mine.told.at(-1);
  return html`<div class="duo face">
    ${lost ? nothing : words ? message(ctx, words) : rings(mine.partners.map(({ name }) => name))}
    <h1>${youAnd(mine)}</h1>
    ${lost ? question(ctx, mine, lost) : about(mine)}</div>`;
}

/** @param {Mine} mine */
function about({ partners }) {
  const pronouns = partners.filter(({ pronoun }) => pronoun).map(({ name, pronoun }) => t("{name}, {pronoun}", { name, pronoun }));
  return html`${pronouns.length ? html`<p class="note">${pronouns.join(" · ")}</p>` : nothing}
    ${partners.length > 1 ? html`<p class="meta">${t("Everyone has company: this is a group of {n}.", { n: partners.length + 1 })}</p>` : nothing}`;
}

/** @param {Ctx} ctx @param {string} words */
export function message(ctx, words) {
  return html`<div class="well comes"><p class="kicker">${t("From {name}", { name: leadName(ctx, t("whoever leads")) })}</p><p class="voice small">${words}</p></div>`;
}

/** The piece lies where the rings meet. @param {string[]} names of the others; "" is a place that is empty just now */
export function rings(names) {
  const all = [t("You"), ...names];
  const drawn = RINGS[all.length];
  if (!drawn) return html`<div>${stone()}</div>`;
  return html`<svg viewBox=${drawn.box} aria-hidden="true">
    ${drawn.at.map(([x, y], i) => svg`<circle class=${all[i] ? "o" : "o off"} cx=${x} cy=${y} r="44"/>`)}
    ${names.includes("") ? nothing : piece(drawn.piece)}
    ${drawn.names.map(([x, y], i) => svg`<text x=${x} y=${y}>${short(all[i] ?? "")}</text>`)}
  </svg>`;
}

/** @param {string} where */
const piece = (where) => svg`<g transform=${where}><path class="p" d="M12.4 2.6c4.7-.2 8.7 2.6 9.3 7.2.7 5.3-3.1 10.6-8.7 11.4C7.2 22 2.6 18.6 2.3 13.2 2 7.6 6.7 2.9 12.4 2.6Z"/><path class="v" d="M3.3 9.6c4.6 3.2 12 4 17.9 1.4"/></g>`;

/** A name that would leave its ring; in words it is written in full. @param {string} name */
const short = (name) => (name.length > 7 ? `${name.slice(0, 6)}…` : name);
