// @ts-check
// Which cards lie on the wall: whatever was shown, or taken up again, in the step that is on.

/** @typedef {import("../protocol.js").OpenCard} OpenCard */

const FRESH_MS = 600_000; // a wall that is opened in the middle shows no card of an hour ago

export function createLaid() {
  /** At which opening of a step each open card came to lie here. @type {Map<string, number>} */
  const laid = new Map();
  let began = false;
  return {
    /** @param {readonly OpenCard[]} cards @param {{opening: number}} head @param {number} now server ms */
    see(cards, { opening }, now) {
      const open = new Set(cards.filter((card) => card.state === "open").map((card) => card.id));
      for (const id of laid.keys()) if (!open.has(id)) laid.delete(id); // held, parked or done: it may come back
      for (const { id, at } of cards) {
        if (open.has(id) && !laid.has(id)) laid.set(id, began || now - at < FRESH_MS ? opening : -1);
      }
      began = true;
    },
    /** Those that came in this step, newest first. @param {readonly OpenCard[]} cards @param {{opening: number}} head @returns {OpenCard[]} */
    lying(cards, { opening }) {
      const order = [...laid.keys()];
      const lying = cards.filter((card) => laid.get(card.id) === opening && (card.text !== null || card.parts.length));
      return lying.sort((a, b) => order.indexOf(b.id) - order.indexOf(a.id));
    },
  };
}
