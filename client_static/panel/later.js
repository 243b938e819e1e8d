// @ts-check
/** What only some need, and nobody at first sight: fetched for everybody right after it, so that a new build breaks nobody. */

import { nothing } from "../vendor/lit.js";

/** @typedef {import("./context.js").Ctx} Ctx */

/** @type {(ctx: Ctx) => unknown} */
let loaded = () => nothing;

/** The helm of the seat that leads among peers, once it is here. @param {Ctx} ctx */
export const helm = (ctx) => loaded(ctx);

/** @param {() => void} redraw */
export async function loadLater(redraw) {
  ({ helm: loaded } = await import("../parts/helm.js"));
  redraw();
}
