// @ts-check
/** This panel's tokens: asked for, answered, checked, spent. What is not of the group's own keys is not taken. */

import { b64, unb64 } from "./acts.js";
import { ask, finish, vouches } from "./tokens.js";

/** @import {Asked, Token} from "./tokens.js" */
/** @import {Say} from "./api.js" */
/** @typedef {{leaf: number, key: string, path: readonly string[]}} Offered */
/** @typedef {{leaf: number, element?: string | null, proof?: string | null, no?: string | null}} Answered */

/** Leaves below are beats, the others things. */
export const BEATS = 1536;
/** Asked for in one message: an old phone takes 10 ms to check each. */
const AT_ONCE = 16;

/** Keys were shown to this panel that are not everybody's: its packets could be told from others'. */
export class Untrue extends Error {}

/** @template T @param {() => T} attempt */
function sound(attempt) {
  try {
    return attempt();
  } catch {
    throw new Untrue();
  }
}

/** @template V, W @param {Iterable<[number, V]>} row @param {(value: V) => W} as @returns {[number, W][]} */
const each = (row, as) => [...row].map(([leaf, value]) => [leaf, as(value)]);

export class Purse {
  /** @type {Map<number, Token>} */
  #held;
  /** @type {Map<number, Asked & {key: Uint8Array}>} with the key that has to answer */
  #asked;
  /** @type {Set<number>} another device of this place has them */
  #gone = new Set();
  /** @type {Map<string, number>} what can be voted on, and its leaf */
  #leaves = new Map();
  /** @type {Map<number, string>} whatever a leaf was ever for */
  #things = new Map();

  /** @param {Uint8Array} root @param {any} [kept] what an earlier panel left in the pocket */
  constructor(root, { held = [], asked = [] } = {}) {
    this.root = root;
    this.#held = new Map(each(held, ([t, y]) => ({ t: unb64(t), y: unb64(y) })));
    this.#asked = new Map(each(asked, ([t, blind, element, key]) => ({ t: unb64(t), blind: unb64(blind), element: unb64(element), key: unb64(key) })));
  }

  /** A token of this leaf, please. Throws Untrue. @param {Offered} offered */
  want({ leaf, key: shown, path }) {
    const key = sound(() => unb64(shown));
    if (!sound(() => vouches(this.root, { leaf, key, path: path.map(unb64) }))) throw new Untrue();
    if (!this.#held.has(leaf) && !this.#asked.has(leaf) && !this.#gone.has(leaf)) this.#asked.set(leaf, { ...ask(), key });
  }

  /** What can be voted on from now on. Throws Untrue. @param {readonly (Offered & {thing: string})[]} things */
  offer(things) {
    for (const { thing, ...offered } of things) {
      const { leaf } = offered;
      // One leaf for two things would tie together what one person said to them.
      if (leaf < BEATS || (this.#things.get(leaf) ?? thing) !== thing) throw new Untrue();
      this.#things.set(leaf, thing);
      this.want(offered);
    }
    this.#leaves = new Map(things.map(({ thing, leaf }) => [thing, leaf]));
  }

  /** Ask for all that is wanted, with the same elements again, since an answer may be lost. @param {Say} say */
  blind(say) {
    const open = new Set(this.#leaves.values());
    const wanted = [...this.#asked].filter(([leaf]) => leaf < BEATS || open.has(leaf)).sort(([a], [b]) => a - b).slice(0, AT_ONCE); // beats first
    if (wanted.length) say({ type: "blind", tokens: wanted.map(([leaf, { element }]) => ({ leaf, element: b64(element) })) });
  }

  /** Take what was issued. Throws Untrue. @param {readonly Answered[]} tokens @returns {boolean} another device was first */
  answered(tokens) {
    let late = false;
    for (const { leaf, element, proof, no } of tokens) {
      const asked = this.#asked.get(leaf);
      if (!asked) continue;
      if (no === "not_now" && leaf >= BEATS) continue; // asked for again at the next beat
      if (no === "issued") {
        late = true;
        this.#gone.add(leaf);
      }
      if (!no) this.#held.set(leaf, sound(() => finish(asked, asked.key, { element: unb64(element ?? ""), proof: unb64(proof ?? "") })));
      this.#asked.delete(leaf);
    }
    return late;
  }

  /**
   * A ballot is cast with it again and again, until it is seen to have come.
   * @param {string} thing @returns {Token | null | undefined} null: none yet; undefined: it cannot be voted on
   */
  ballot(thing) {
    const leaf = this.#leaves.get(thing);
    return leaf === undefined ? undefined : (this.#held.get(leaf) ?? null);
  }

  /** Another device of this place has the ballot on it. @param {string} thing */
  elsewhere(thing) {
    return this.#gone.has(this.#leaves.get(thing) ?? -1);
  }

  /** The token of a beat, once. @param {number} beat */
  spend(beat) {
    const token = this.#held.get(beat);
    this.#held.delete(beat);
    return token;
  }

  /** Whether a coming beat has its token. @param {number} beat */
  ready(beat) {
    return [...this.#held.keys()].some((leaf) => leaf > beat && leaf < BEATS);
  }

  /** Beats up to this one are over. A thing may be voted on again, and nobody is given a second token for it. @param {number} beat */
  forget(beat) {
    for (const row of [this.#held, this.#asked, this.#gone]) for (const leaf of row.keys()) if (leaf <= beat) row.delete(leaf);
  }

  /** For the pocket. */
  kept() {
    return {
      held: each(this.#held, ({ t, y }) => [t, y].map(b64)),
      asked: each(this.#asked, ({ t, blind, element, key }) => [t, blind, element, key].map(b64)),
    };
  }
}
