// @ts-check
/** Me-toos: one ballot on a card. They go by the leaf the card has now, so a fresh leaf is voted on again by itself. */

import { ballot, markOf } from "./acts.js";
import { shown } from "./voice.js";

/** @import {Token} from "./tokens.js" */
/** @import {Listed} from "./api.js" */
/** @typedef {import("./voice.js").Said} Said */

const NAME = "metoo ";

export class MeToos {
  /** @type {Map<string, Said>} by card */
  #said = new Map();
  /** @type {Listed["marks"]} */
  #marks = {};

  /** @param {string} session @param {(card: string) => Token | null | undefined} tokenOf null: none yet; undefined: not voted on */
  constructor(session, tokenOf) {
    this.session = session;
    this.tokenOf = tokenOf;
  }

  /** @param {string} card */
  say(card) {
    const name = NAME + card;
    if (!this.#said.has(card)) this.#said.set(card, { act: { act: "metoo", thing: card }, names: [name], ids: [], tries: 0, out: -2 });
    return name;
  }

  /** @param {string} card */
  has(card) {
    return this.#said.has(card);
  }

  kept() {
    return [...this.#said.keys()];
  }

  /** Who said it to a part of a merged card, or wrote one, says it to the whole. @param {Listed} view @param {(card: string) => unknown} mine */
  listed({ marks, cards }, mine) {
    this.#marks = marks;
    for (const _ of cards) { // a whole may be a part of another, in whatever order they are listed
      for (const { id, parts } of cards) if (parts.some((part) => this.has(part.id) || mine(part.id))) this.say(id);
    }
  }

  /** What no view shows yet. */
  #unseen() {
    return [...this.#said].flatMap(([card, one]) => {
      const token = this.tokenOf(card);
      return token === undefined || (token && this.#marks[card]?.includes(markOf(token.t))) ? [] : [{ card, one, token }];
    });
  }

  /** Ballots for this beat. @returns {Said[]} */
  ballots() {
    return this.#unseen().flatMap(({ card, one, token }) => (token ? [Object.assign(one, { act: ballot(card, token, this.session) })] : []));
  }

  /** @param {number} beat the last one */
  pending(beat) {
    return this.#unseen().map(({ one }) => shown(one, 0, beat));
  }

  /** @param {string} name @param {number} beat the last one: what is in its packet may be counted */
  drop(name, beat) {
    const found = this.#unseen().find(({ one }) => one.names[0] === name && one.out !== beat);
    return Boolean(found && this.#said.delete(found.card));
  }
}
