// @ts-check
/**
 * The sealed box of this panel: SEALED.md as one object. It hears frames and views, and sends one packet at each beat,
 * in that frame's own handler. No timer, since a hidden tab's would starve; nothing leaves because somebody wants to write.
 */

import { t } from "../words.js";
import { b64, bytes, unb64, wordBytes, WORD_BYTES } from "./acts.js";
import { choose, createPace } from "./choose.js";
import { readLetter } from "./letters.js";
import { MeToos } from "./metoos.js";
import { packet } from "./packet.js";
import { openPocket, ROOM } from "./pocket.js";
import { Purse, Untrue } from "./purse.js";
import { Trust } from "./trust.js";
import { Voice } from "./voice.js";
import { wordsFor } from "./words.js";

/** @import {BeatFrame, Box, Given, Listed, Say} from "./api.js" */

const AHEAD = 2; // beats between asking for a token and its beat
const SILENT = 2.5; // beats
const SLOT = "tp:pocket"; // the same for everybody
const ELSEWHERE = "Your place is open on another device too, and that one sends at the next beat. This one goes on after it.";

/** @type {Listed} */
const EMPTY = { ids: [], withdrawn: [], marks: {}, letters: [], cards: [] };

/** @param {Given} given @returns {Box} */
export const createBox = (given) => new SealedBox(given);

/** @implements {Box} */
class SealedBox {
  #session = "";
  #url = "";
  #length = 30_000; // ms of a beat
  #trust = new Trust();
  #purse = new Purse(new Uint8Array());
  #voice = new Voice("");
  #newMeToos = (/** @type {string} */ session) => new MeToos(session, (card) => this.#purse.ballot(card));
  #metoos = this.#newMeToos("");
  #last = -1; // beat
  #heardAt = Infinity;
  #elsewhere = false;
  #failed = false;
  /** @type {Map<string, {sealed: string, text: string | null}>} by card */
  #letters = new Map();
  /** @type {import("./pocket.js").Pocket | null} */
  #pocket = null;
  #whole = false; // the pocket holds all
  /** @type {(() => void)[] | null} heard while the pocket is being opened */
  #early = null;
  #again = () => {}; // what keys were offered, once more
  #view = EMPTY;

  wordRoom = WORD_BYTES;
  wordBytes = wordBytes;

  /** @param {Given} given */
  constructor(given) {
    this.given = given;
    this.changed = given.changed;
    this.pace = createPace(given.now);
  }

  /** @type {Box["welcome"]} */
  welcome({ session, root, wrap, beat_ms, cards_url }, k) {
    [this.#url, this.#length, this.#heardAt, this.#again] = [cards_url, beat_ms, Infinity, () => {}];
    this.pace.restart();
    if (session !== this.#session || !(this.#pocket || this.#early)) this.#begin(session, unb64(wrap ?? ""));
    Object.assign(this.#trust, { root: unb64(root), k });
    this.#when(() => this.#settle());
  }

  /** @param {string} session @param {Uint8Array} wrap */
  async #begin(session, wrap) {
    if (session !== this.#session) {
      [this.#session, this.#last, this.#trust] = [session, -1, new Trust()];
      [this.#voice, this.#metoos, this.#view] = [new Voice(session), this.#newMeToos(session), EMPTY];
    }
    const early = /** @type {(() => void)[]} */ ([]);
    this.#early = early;
    const pocket = await openPocket({ wrap, slot: SLOT, storage: this.given.storage });
    if (early !== this.#early) return; // another session in the meantime
    [this.#pocket, this.#early] = [pocket, null];
    const found = /** @type {any} */ (pocket.found);
    if (found?.session === session) this.#restore(found);
    this.listed(this.#view); // now that it is known what is one's own
    for (const act of early) act();
    this.changed();
  }

  /** @param {any} found */
  #restore({ known, agreed, last, purse, voice, metoos }) {
    Object.assign(this.#trust, { known, agreed });
    this.#last = last;
    this.#purse = new Purse(unb64(known), purse);
    this.#voice.restore(voice);
    for (const card of metoos) this.#metoos.say(card);
  }

  /** @param {() => void} act */
  #when(act) {
    if (this.#early) this.#early.push(act);
    else act();
  }

  /** Tokens of another root are worth nothing. */
  #settle() {
    const trust = this.#trust;
    trust.settle();
    if (!trust.why && b64(this.#purse.root) !== trust.known) this.#purse = new Purse(trust.root);
    this.changed();
  }

  /** @type {Box["beat"]} */
  beat(frame, say, late = false) {
    this.#when(() => {
      this.#heardAt = this.given.now();
      const past = this.pace.late(frame.beat, this.#length) || late;
      this.#trust.while(() => frame.beat >= this.#last && this.#answer(frame, say, past));
      this.keep();
      this.changed();
    });
  }

  /** @param {BeatFrame} frame @param {Say} say @param {boolean} past */
  #answer(frame, say, past) {
    const { beat, leaf, key, path } = frame;
    if (leaf !== null && leaf !== beat + AHEAD) throw new Untrue();
    const token = this.#purse.spend(beat);
    this.#last = beat;
    if (token && !past) {
      const acts = choose([...this.#voice.waiting(), ...this.#metoos.ballots()], frame);
      this.#post(packet({ session: this.#session, beat, token, acts }));
    }
    this.#purse.forget(beat);
    if (leaf !== null) this.#purse.want({ leaf, key: key ?? "", path });
    this.#purse.blind(say);
  }

  /** Nothing in the answer says what became of it. @param {Uint8Array<ArrayBuffer>} body */
  #post(body) {
    const done = (/** @type {boolean} */ failed) => ((this.#failed = failed), this.changed());
    (this.given.fetch ?? fetch)(this.#url, {
      method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", keepalive: false,
      headers: { "content-type": "application/octet-stream" }, body,
    }).then(() => done(false), () => done(true));
  }

  /** @type {Box["keys"]} */
  keys({ things }, say) {
    this.#again = () => this.#trust.while(() => {
      this.#purse.offer(things);
      this.#purse.blind(say);
    });
    this.#when(() => (this.#again(), this.changed()));
  }

  /** @type {Box["issued"]} */
  issued({ tokens }) {
    this.#when(() => {
      this.#trust.while(() => {
        this.#elsewhere = this.#purse.answered(tokens) || (this.#elsewhere && !this.#purse.ready(this.#last + 1));
      });
      this.changed();
    });
  }

  /** @type {Box["listed"]} */
  listed(view) {
    this.#view = view;
    this.#voice.listed(view);
    this.#metoos.listed(view, (card) => this.mine(card));
    for (const { card, sealed } of view.letters) {
      const secret = this.#voice.own(card)?.secret;
      if (!secret || this.#letters.get(card)?.sealed === sealed) continue;
      const letter = { sealed, text: /** @type {string | null} */ (null) };
      this.#letters.set(card, letter);
      readLetter(secret, sealed).then((text) => ((letter.text = text), this.changed()), () => {});
    }
  }

  /** @type {Box["keep"]} */
  async keep() {
    const contents = {
      session: this.#session, known: this.#trust.known, agreed: this.#trust.agreed, last: this.#last,
      purse: this.#purse.kept(), voice: this.#voice.kept(), metoos: this.#metoos.kept(),
    };
    const fits = () => bytes(JSON.stringify(contents)).length <= ROOM;
    this.#whole = fits();
    while (!fits() && (contents.voice.said.pop() ?? contents.purse.held.pop()));
    await this.#pocket?.put(contents);
  }

  get survives() { return Boolean(this.#pocket?.survives && this.#whole); }

  /** @type {Box["forget"]} */
  forget() {
    this.#when(() => {
      this.#pocket?.forget();
      this.#pocket = null;
    });
  }

  /** @returns {import("./api.js").Channel} */
  get channel() {
    const { why: doubt, checked, agreeable } = this.#trust;
    const why = this.#session ? doubt || (this.#elsewhere ? ELSEWHERE : "") : "";
    return { state: this.#state, checked, why: why && t(why), agreeable };
  }

  get #state() {
    if (!this.#session || this.#early) return "loading";
    if (this.#trust.why) return "refused";
    if (this.#failed || this.given.now() - this.#heardAt > SILENT * this.#length) return "lost";
    return this.#purse.ready(this.#last) ? "open" : "waiting";
  }

  /** @param {number} number */
  words(number) {
    return this.#trust.root.length === 32 ? wordsFor(this.#trust.root, number) : null;
  }

  agree() {
    this.#trust.agree();
    this.#settle();
    this.#again();
  }

  /** Something was said. Only this screen shows it: nothing leaves before the beat. @template T @param {T} id */
  #said(id) {
    this.changed();
    return id;
  }

  /** @type {Box["card"]} */ card(given) { return this.#said(this.#voice.card(given)); }
  /** @type {Box["tap"]} */ tap(what) { return this.#said(this.#voice.tap(what)); }
  /** @type {Box["reply"]} */ reply(card, text, floor, asked) { return this.#said(this.#voice.reply(card, text, floor, asked)); }
  /** @type {Box["quick"]} */ quick(card, what) { return this.#said(this.#voice.quick(card, what)); }
  /** @type {Box["withdraw"]} */ withdraw(card) { return this.#said(this.#voice.withdraw(card)); }
  /** @type {Box["answer"]} */ answer(thing, text, floor) { return this.#said(this.#voice.answer(thing, text, floor)); }
  /** @type {Box["metoo"]} */ metoo(card) { return this.#said(this.mine(card) || this.#purse.elsewhere(card) ? "" : this.#metoos.say(card)); }
  /** @type {Box["drop"]} */ drop(id) { return this.#said(this.#voice.drop(id, this.#last) || this.#metoos.drop(id, this.#last)); }
  /** @type {Box["pending"]} */ pending() { return [...this.#voice.pending(this.#last), ...this.#metoos.pending(this.#last)]; }
  /** @type {Box["mine"]} */ mine(card) { return Boolean(this.#voice.own(card)); }
  /** @type {Box["said"]} */ said(card) { return this.#metoos.has(card); }
  /** @type {Box["letter"]} */ letter(card) { return this.#letters.get(card)?.text ?? null; }
  /** @type {Box["own"]} */ own(card, seat) { return this.#voice.owning(card, seat); }
}
