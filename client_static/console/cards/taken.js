// @ts-check
// Which card is in hand, and which nobody has cared for yet.
import { focusSoon } from "../desk.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../protocol.js").ConsoleCard} ConsoleCard */

/** It is open, and nobody has answered it yet. @param {ConsoleCard} card */
export function isWaiting(card) {
  return card.state === "open" && !card.answer;
}

/** Take a card up, or lay it down. @param {Desk} desk @param {string | null} id */
export function take(desk, id) {
  const before = desk.unfolded("card");
  if (id) desk.unfold("taken", new Set([...(desk.unfolded("taken") ?? []), id]));
  desk.unfold("check", false);
  desk.unfold("card", id);
  focusSoon(id ? "in-hand" : document.getElementById(`card-${before}`) ? `card-${before}` : "cards");
}

/** The card in hand, or null. One that was put together with others is in hand as the new one. @param {Desk} desk @returns {ConsoleCard | null} */
export function inHand(desk) {
  const id = desk.unfolded("card");
  const cards = desk.views.console.cards?.cards ?? [];
  return cards.find((one) => one.id === id) ?? cards.find((one) => one.parts.some((part) => part.id === id)) ?? null;
}
