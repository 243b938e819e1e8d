// @ts-check
/** What is not needed at first sight: fetched for everybody right after it, so that a new build breaks nobody. */

import { nothing } from "../vendor/lit.js";

/** @typedef {import("./context.js").Ctx} Ctx */

/** @typedef {(ctx: Ctx) => unknown} Part */
/** @typedef {{since: (was: any, moved: boolean) => string[], title: string}} Telling what a kind says by itself, and in the tab's title */

const FIRST_WAIT = 1_000; // ms until what did not come is asked for again; doubled each time
const LONGEST_WAIT = 30_000;

/** @type {{cards: typeof import("../parts/cards/index.js") | null, helm: Part, nameCard: Part, unsaid: Part, pairs: (ctx: Ctx) => import("../steps/index.js").PanelStep | null, pairsTold: (ctx: Ctx) => Telling | null}} */
const loaded = { cards: null, helm: () => nothing, nameCard: () => nothing, unsaid: () => nothing, pairs: () => null, pairsTold: () => null };

/** The helm of the seat that leads among peers, once it is here. @param {Ctx} ctx */
export const helm = (ctx) => loaded.helm(ctx);

/** What is one's own: a line of a pair that was never sent, and the name on one's place card. @param {Ctx} ctx */
export const nameCard = (ctx) => [loaded.unsaid(ctx), loaded.nameCard(ctx)];

/** The pairs step; null until it is here. @param {Ctx} ctx */
export const pairs = (ctx) => loaded.pairs(ctx);

/** What a pairs step says aloud. @param {Ctx} ctx */
export const pairsTold = (ctx) => loaded.pairsTold(ctx);

/** The box for concerns and the middle of the circle; null until they are here. */
export const cards = () => loaded.cards;

/** @param {() => void} redraw @param {(make: typeof import("../vendor/sealed.js").createBox) => void} arrive */
export async function loadLater(redraw, arrive) {
  // For everybody and at once: were it fetched when somebody wants to write, the fetching would say so.
  const box = persist(() => import("../vendor/sealed.js")).then(({ createBox }) => arrive(createBox));
  /** @type {(() => Promise<Partial<typeof loaded>>)[]} */
  const all = [() => import("../steps/pairs/panel.js"), () => import("../parts/helm.js"), () => import("../parts/namecard.js"), async () => ({ cards: await import("../parts/cards/index.js") })];
  await Promise.all([box, ...all.map(async (load) => (Object.assign(loaded, await persist(load)), redraw()))]);
}

/** On a train the line may be gone for the second in which this is fetched. @template T @param {() => Promise<T>} load @returns {Promise<T>} */
async function persist(load, wait = FIRST_WAIT) {
  try {
    return await load();
  } catch {
    await new Promise((go) => setTimeout(go, wait));
    return persist(load, Math.min(wait * 2, LONGEST_WAIT));
  }
}
