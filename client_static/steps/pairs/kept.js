// @ts-check
/** What this window remembers of its pairs beyond what the server says. Nothing of it is sent by itself. */

export const kept = {
  /** The round that all but `vouched` belongs to. */ round: "",
  /** @type {Set<string>} seats whose line is lost, and of whom it was said that they are here */ vouched: new Set(),
  /** Which of several partners is not here is being chosen. */ choosing: false,
  /** The form of a new line lies open. */ adding: false,
  /** Whom the next line is about: a seat, or ALL; "" as long as nothing was chosen. */ about: "",
  /** Id of the line that is being written, so that a second try writes no second line. */ line: "",
  /** @type {Map<string, boolean>} ticks as last wanted, by line, until the server says the same */ ticks: new Map(),
  /** @type {Set<string>} lines of which a tick is under way */ asking: new Set(),
  /** @type {Set<string> | null} wishes that are not kept yet; null: as the server has them */ wishes: null,
  /** What is looked for among the names. */ search: "",
  /** The most time, in ms, that this talk has had: who is called back early gets the bell for the last sentence too. */ longest: 0,
  /** The view that was drawn last. */ view: "",
};

/** About everybody in the pair. No seat has this id. */
export const ALL = "*";

/** @param {string} round */
export function beginAnew(round) {
  if (kept.round === round) return;
  Object.assign(kept, { round, choosing: false, adding: false, longest: 0, about: "", ticks: new Map(), wishes: null, search: "" });
}
