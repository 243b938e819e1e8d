// @ts-check
/** What only some need, and nobody at first sight: fetched for everybody right after it, so that a new build breaks nobody. */

import { nothing } from "../vendor/lit.js";

/** @typedef {import("./context.js").Ctx} Ctx */

/** @typedef {(ctx: Ctx) => unknown} Part */

/** @type {{helm: Part, nameCard: Part}} */
const loaded = { helm: () => nothing, nameCard: () => nothing };

/** The helm of the seat that leads among peers, once it is here. @param {Ctx} ctx */
export const helm = (ctx) => loaded.helm(ctx);

/** The name on one's own place card, to be mended. @param {Ctx} ctx */
export const nameCard = (ctx) => loaded.nameCard(ctx);

/** @param {() => void} redraw */
export async function loadLater(redraw) {
  Object.assign(loaded, await import("../parts/helm.js"), await import("../parts/namecard.js"));
  redraw();
}
