// @ts-check
// What the status line says: one sentence a change, never a ticking clock. Pure: before and after in, a sentence out.
import { count, t } from "../words.js";
import { boardOf, names } from "./board/standing.js";
import { asks, tapsOf } from "./cards/tapped.js";

/** @typedef {import("./desk.js").Desk} Desk */
/**
 * @typedef {object} Seen what was last told
 * @property {number} opening @property {string} phase @property {boolean} paused @property {string[]} knocks
 * @property {string[]} cards @property {string[]} kept cards whose threshold was kept @property {import("./cards/tapped.js").Taps[]} taps @property {number} hands
 * @property {string} round where a round of pairs is @property {string[]} calls pairs that call @property {string[]} lonely whoever waits for company
 */

/** @param {Desk} desk @returns {Seen} */
export function seen(desk) {
  const board = boardOf(desk);
  const groups = board?.phase === "talking" ? board.groups : [];
  return {
    opening: desk.head.opening,
    phase: desk.head.phase,
    paused: desk.head.paused,
    knocks: (desk.roster?.knocks ?? []).map((one) => one.name),
    cards: (desk.views.console.cards?.cards ?? []).map((card) => card.id),
    kept: (desk.views.console.cards?.cards ?? []).filter((card) => card.kept).map((card) => card.id),
    taps: tapsOf(desk.views.stage.cards?.taps ?? []),
    hands: (desk.roster?.people ?? []).filter((one) => one.hand !== null).length,
    round: board?.phase ?? "",
    calls: groups.filter((group) => group.call === "asked").map((group) => names(group)),
    lonely: groups.filter((group) => group.people.length === 1).map((group) => names(group)),
  };
}

/** @type {Record<string, string>} */
const ROUNDS = { planned: "The plan is ready. Only you see it.", talking: "The pairs talk now.", back: "All are back." };

/** @param {Seen} before @param {Seen} after */
function pairsChange(before, after) {
  if (before.round && after.round !== before.round) return t(ROUNDS[after.round] ?? "");
  const call = after.calls.find((who) => !before.calls.includes(who));
  if (call) return t("{names} call you.", { names: call });
  const lonely = after.lonely.find((who) => !before.lonely.includes(who));
  return lonely && before.round ? t("{name} waits for company. It comes by itself.", { name: lonely }) : "";
}

/** @param {Seen} before @param {Seen} after */
function cardsChange(before, after) {
  const said = [];
  const known = new Set(before.taps.map((tap) => tap.key));
  for (const tap of after.taps) if (!known.has(tap.key) && tap.what !== "try") said.push(`${asks(tap)}.`);
  const opened = after.cards.filter((id) => !before.cards.includes(id)).length;
  if (opened) said.push(count(opened, "A card has opened.", "{n} cards have opened."));
  if (after.kept.some((id) => !before.kept.includes(id))) said.push(t("So many said “me too” that the clock is held, as agreed."));
  return said.join(" ");
}

/** @param {Desk} desk @param {Seen} before @param {Seen} after @returns {string} empty when there is nothing to say */
export function change(desk, before, after) {
  const { head } = desk;
  if (after.phase === "ended" && before.phase !== "ended") return t("The circle is closed.");
  if (after.opening !== before.opening) return t("Now: {title}.", { title: head.title.replace(/[.?!]$/, "") });
  const knock = after.knocks.find((name) => !before.knocks.includes(name));
  if (knock) return t("{name} is at the door.", { name: knock });
  const pairs = pairsChange(before, after);
  if (pairs) return pairs;
  const cards = cardsChange(before, after);
  if (cards) return cards;
  if (after.paused !== before.paused) return after.paused ? t("The clock is held.") : t("The clock goes on.");
  return after.hands > before.hands ? t("A hand is up.") : "";
}
