// @ts-check
/**
 * What was said on this panel, each act until a view lists it, and again when a view no longer does. Signed when it is
 * said: at the beat, a packet with words must not take longer than a blank one.
 */

import { answerIds, b64, cardId, idOf, keyOf, owning, random, signed, unb64, wordBytes, WORD_BYTES } from "./acts.js";

/** @import {Listed, Pending} from "./api.js" */
/** @typedef {{act: any, names: string[], ids: string[], tries: number, out: number, asked?: string}} Said `names` for the screen, `ids` as listed; `out`: the last beat it was in; `asked`: what its words were written for */
/** @typedef {{seed: string, secret?: string, seq: number}} Own */

/** What is left of a text when all that shows nothing is gone: an empty one would spoil its whole packet. */
const VISIBLE = /[^\p{C}\p{Z}\u034f\u115f\u1160\u3164\uffa0]/u;
const TEXTS = 5;
const SEQ = 999;

/** @param {string} text */
const sayable = (text) => VISIBLE.test(text) && wordBytes(text) <= WORD_BYTES;

/** @param {number} floor */
const sound = (floor) => Math.min(1000, Math.max(3, Math.round(floor) || 3));

/** An act for the screens. @param {Partial<Said> & {act: any}} said @param {number} i which of its names @param {number} beat @returns {Pending} */
export function shown({ act, names = [], tries = 0, out, asked = "" }, i, beat) {
  const { text = act.texts?.[i] ?? "", for: to = "", weight = "", what = "", thing = "", card = "", soon = false, floor = 0 } = act;
  const sent = out === beat;
  const about = act.act === "metoo" ? { card: thing, thing: "" } : { card, thing };
  return { id: names[i] ?? "", act: act.act, text, to, weight, what, ...about, asked, soon, floor, sent, missed: tries - Number(sent) };
}

export class Voice {
  /** @type {Said[]} */
  #said = [];
  /** @type {Map<string, Own>} own cards */
  #own = new Map();
  /** @type {ReadonlySet<string>} */
  #listed = new Set();
  /** @type {ReadonlySet<string>} cards */
  #withdrawn = new Set();

  /** @param {string} session */
  constructor(session) {
    this.session = session;
  }

  /** What an earlier panel left comes before what was said since. @param {{said?: Said[], own?: [string, Own][]}} kept */
  restore({ said = [], own = [] }) {
    this.#said.unshift(...said);
    this.#own = new Map([...own, ...this.#own]);
  }

  /** What a later panel needs. */
  kept() {
    return { said: this.waiting(), own: [...this.#own] };
  }

  /** @param {Listed} view */
  listed({ ids, withdrawn }) {
    this.#listed = new Set(ids);
    this.#withdrawn = new Set(withdrawn);
  }

  /** What is still to be said. What is about a card waits until that one is listed; a withdrawn one is not sent. */
  waiting() {
    const taken = new Set(this.#said.map(({ act }) => act.act === "withdraw" && act.card));
    const may = (/** @type {Said} */ { act: { card }, ids }) => (card ? this.#listed.has(card) && !this.#withdrawn.has(card) : !taken.has(ids[0]));
    return this.#said.filter((one) => may(one) && !one.ids.every((id) => this.#listed.has(id)));
  }

  /** @param {number} beat the last one @returns {Pending[]} */
  pending(beat) {
    return this.waiting().flatMap((one) => one.names.map((_, i) => shown(one, i, beat)).filter((_, i) => !this.#listed.has(one.ids[i] ?? "")));
  }

  /** @param {string} card */
  own(card) {
    return this.#own.get(card);
  }

  /** @param {any} act @param {Uint8Array} seed @param {{names?: string[], asked?: string}} [more] @returns {string} its first name */
  #say(act, seed, { names, asked } = {}) {
    const full = signed(act, seed, this.session);
    const ids = act.texts ? answerIds(/** @type {any} */ (full)) : [idOf(full)];
    if (!this.#said.some((one) => one.ids[0] === ids[0])) this.#said.push({ act: full, names: names ?? ids, ids, tries: 0, out: -2, asked });
    return ids[0] ?? "";
  }

  /** @param {{text: string, to: "lead" | "all", weight: string, soon: boolean, floor: number, asked?: string}} given */
  card({ text, to, weight, soon, floor, asked }) {
    if (!sayable(text)) return "";
    const seed = random();
    const key = keyOf(seed);
    const secret = to === "lead" ? b64(random()) : undefined; // under it this panel alone reads the answer
    this.#own.set(cardId(key), { seed: b64(seed), secret, seq: 0 });
    return this.#say({ act: "card", key, for: to, weight, soon, text, floor: sound(floor), secret }, seed, { asked });
  }

  /** @param {string} what */
  tap(what) {
    const seed = random();
    return this.#say({ act: "tap", key: keyOf(seed), what }, seed);
  }

  /** @param {string} card @param {string} text @param {number} floor @param {string} [asked] */
  reply(card, text, floor, asked) {
    return sayable(text) ? this.#further(card, { act: "reply", text, floor: sound(floor) }, asked) : "";
  }

  /** @param {string} card @param {string} what */
  quick(card, what) {
    return this.#further(card, { act: "quick", what });
  }

  /** @param {string} card @param {object} act @param {string} [asked] */
  #further(card, act, asked) {
    const own = this.#own.get(card);
    return own && own.seq < SEQ ? this.#say({ ...act, card, seq: (own.seq += 1) }, unb64(own.seed), { asked }) : "";
  }

  /** One that has not opened is just not sent any more. @param {string} card */
  withdraw(card) {
    const own = this.#own.get(card);
    return own ? this.#say({ act: "withdraw", card }, unb64(own.seed)) : "";
  }

  /** Answers to one question travel together. @param {string} thing @param {string} text @param {number} floor */
  answer(thing, text, floor) {
    if (!sayable(text)) return "";
    const name = b64(random());
    const fits = (/** @type {Said} */ { act, tries }) => act.thing === thing && !tries && act.texts.length < TEXTS && wordBytes(...act.texts, text) <= WORD_BYTES;
    const one = this.#said.find(fits);
    this.#said = this.#said.filter((other) => other !== one);
    this.#answers(thing, [...(one?.act.texts ?? []), text], [...(one?.names ?? []), name], Math.max(sound(floor), one?.act.floor ?? 0));
    return name;
  }

  /** Under a new key each time: should one have left before, the two are two. @param {string} thing @param {string[]} texts @param {string[]} names @param {number} floor */
  #answers(thing, texts, names, floor) {
    const seed = random();
    if (texts.length) this.#say({ act: "text", key: keyOf(seed), thing, texts, floor }, seed, { names });
  }

  /** Say it no more. @param {string} name @param {number} beat the last one: what is in its packet may be opening */
  drop(name, beat) {
    const one = this.waiting().find(({ names, out }) => out !== beat && names.includes(name));
    if (!one) return false;
    this.#said = this.#said.filter((other) => other !== one);
    const { thing, texts, floor } = one.act;
    const rest = one.names.filter((other) => other !== name);
    if (texts) this.#answers(thing, rest.map((other) => texts[one.names.indexOf(other)]), rest, floor);
    return true;
  }

  /** "This card is mine", with one's name. @param {string} card @param {string} seat */
  owning(card, seat) {
    const own = this.#own.get(card);
    return own ? owning(card, seat, unb64(own.seed), this.session) : "";
  }
}
