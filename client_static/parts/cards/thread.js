// @ts-check
/** What a screen knows of a card beyond what all see: whether it is its own, its words, who could write further. */

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").OpenCard} OpenCard */

/** A card in the middle. @param {Ctx} ctx @param {string} id @returns {OpenCard | undefined} */
export const inMiddle = (ctx, id) => ctx.cards.find((card) => card.id === id);

/** Its words: as all see them, else as they were sealed on this screen, while it remembers. @param {Ctx} ctx @param {string} id */
export const textOf = (ctx, id) => inMiddle(ctx, id)?.text ?? ctx.ui.cards.texts.get(id) ?? "";

/** Who could have written a further text by the same hand. @param {Ctx} ctx @param {string} id */
export function further(ctx, id) {
  const since = Object.entries(ctx.boxNow?.since ?? {});
  const beat = inMiddle(ctx, id)?.beat;
  // A card that was not shown to all has no beat on this screen: the smallest number is right for every one.
  const fit = beat === undefined ? since : since.filter(([of]) => Number(of) === beat);
  return fit.length ? Math.min(...fit.map(([, n]) => n)) : 0;
}

/** Cards from this screen that lie with whoever leads, or are held. @param {Ctx} ctx */
export function elsewhere(ctx) {
  const shown = new Set(ctx.cards.flatMap((card) => [card.id, ...card.parts.map((part) => part.id)]));
  return ctx.middle.ids.filter((id) => !shown.has(id) && ctx.box.mine(id));
}

/** Something of this card that waits on this screen. @param {Ctx} ctx @param {string} card @param {string} act */
export const waits = (ctx, card, act) => ctx.box.pending().find((one) => one.card === card && one.act === act);
