// @ts-check
/**
 * The line to the server: open, say hello, beat, back off, come back. No DOM.
 *
 * Coming back is starting up again: hello, welcome, whole views, and the outbox goes out once more.
 */

import { createClock } from "./clock.js";
import { createOutbox } from "./outbox.js";
import { OUTSIDE } from "./outside.js";

/** @typedef {import("./protocol.js").Hello} Hello */
/** @typedef {import("./protocol.js").Welcome} Welcome */
/** @typedef {import("./outbox.js").Answer} Answer */
/** @typedef {{type: string, section?: string, version?: number, step: number}} View */
/** @typedef {(message: object) => void} Say */
/** @typedef {{beat: (frame: any, say: Say) => void, keys: (frame: any, say: Say) => void, issued: (frame: any) => void}} Sealed */
/** @typedef {"opening" | "open" | "lost" | "closed"} Line `closed`: for good, see `code` */
/** @typedef {{line: Line, since: number, restart: boolean, code: number | null}} LineState `since`: ms of this device; `restart`: the server said it would be back */
/** @typedef {Omit<Hello, "type" | "seen">} WayIn exactly one key or the code, and a name where one is needed */
/**
 * @typedef {object} Listener
 * @property {(welcome: Welcome) => void} [onWelcome]
 * @property {(waiting: {name: string, build: string}) => void} [onWaiting] the door is closed; a welcome follows when it opens
 * @property {(view: View) => void} [onView] a whole section, as it came
 * @property {Sealed} [onSealed] what the sealed box hears, in the very handler of the message: hidden tabs have no other time
 * @property {(state: LineState) => void} [onState] the line changed
 * @property {(code: number) => void} [onClosed] closed for good (4401, 4403, 4409): it does not come back by itself
 * @property {(no: {code: string, message: string}) => void} [onRefused] hello itself was refused
 */

export const NO_ENTRY = 4401;
export const DECLINED = 4403;
export const TAKEN_OVER = 4409;
const FINAL = new Set([NO_ENTRY, DECLINED, TAKEN_OVER]);
const SLOW = new Set([4400, 4406, 4429]); // our own fault or too much of us: no hurry

const FIRST_WAIT = 300; // ms
const LONGEST_WAIT = 8_000;
const BEAT = 10_000; // the server closes after 45 s of silence
const QUICK_BEATS = 5; // measure the clock before it matters
const QUICK_BEAT = 150;
const UNANSWERED = 10_000; // a ping, a hello or an opening that takes longer is a lost line
const WAKING = 4_000; // after a sleep a line that looks open is often dead; do not let people wait for it

/** @param {number} tries from 0 @param {number} dice 0 to 1 */
export function waitFor(tries, dice) {
  const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries);
  return most / 2 + (most / 2) * dice; // half is spread, so that a whole room does not come back in one moment
}

/** Open the line and keep it open. @param {Given} given */
export const connect = (given) => new Link(given);

/** @typedef {{url: string, hello: () => WayIn, clock?: import("./clock.js").Clock, world?: typeof OUTSIDE} & Listener} Given */

export class Link {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {string | undefined} */
  #seen;
  #tries = 0;
  #away = 0; // ms the server asked us to stay away
  #welcomed = false;
  #beats = 0;
  #asked = false; // a ping waits for its pong
  /** @type {Record<string, unknown>} */
  #timers = {};
  /** @type {LineState} */
  state;

  /** @param {Given} given */
  constructor(given) {
    this.given = given;
    this.clock = given.clock ?? createClock();
    this.world = given.world ?? OUTSIDE;
    this.outbox = createOutbox();
    this.state = { line: "opening", since: this.clock.real(), restart: false, code: null };
    this.world.onWake(() => this.#wake());
    this.#open();
  }

  /**
   * Ask for something. The answer comes even if the line is lost in between; then later.
   * @param {string} verb @param {Record<string, unknown>} [fields] @returns {Promise<Answer>}
   */
  send(verb, fields = {}) {
    const { command, answered } = this.outbox.add(verb, fields);
    if (this.#welcomed) this.#say(command);
    return answered;
  }

  /** Open it again, after it was closed for good or to try at once. */
  reopen() {
    if (this.state.line === "closed") this.state = { ...this.state, line: "lost" };
    this.#tries = 0;
    this.#open();
  }

  /** Close it, and do not come back. */
  close() {
    for (const timer of Object.values(this.#timers)) this.world.cancel(timer);
    this.#socket?.close(1000);
    this.#socket = null;
    this.#welcomed = false;
    this.#become("closed");
  }

  /** @param {Line} line @param {number | null} [code] */
  #become(line, code = null) {
    const restart = line === "lost" && (this.#away > 0 || this.state.restart);
    if (line !== this.state.line) this.state = { line, since: this.clock.real(), restart, code };
    this.given.onState?.(this.state);
  }

  /** @param {"retry" | "beat" | "deadline"} name @param {() => void} act @param {number} ms */
  #later(name, act, ms) {
    this.world.cancel(this.#timers[name]);
    this.#timers[name] = this.world.after(act, ms);
  }

  #open() {
    if (this.#socket || this.state.line === "closed") return;
    this.world.cancel(this.#timers.retry);
    const socket = (this.#socket = this.world.socket(this.given.url));
    this.#welcomed = false;
    socket.onopen = () => this.#say({ type: "hello", ...this.given.hello(), ...(this.#seen && { seen: this.#seen }) });
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(data);
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code);
    this.#expect(UNANSWERED);
  }

  /** Something must be heard within this time, or the line is given up: a dead one may take minutes to close itself. @param {number} ms */
  #expect(ms) {
    const socket = this.#socket;
    this.#later("deadline", () => {
      if (!socket || socket !== this.#socket) return;
      this.#lost(1006);
      socket.close();
    }, ms);
  }

  /** @param {number} code */
  #lost(code) {
    this.#socket = null;
    this.#welcomed = false;
    this.world.cancel(this.#timers.beat);
    this.world.cancel(this.#timers.deadline);
    if (FINAL.has(code)) {
      this.#become("closed", code);
      this.given.onClosed?.(code);
      return;
    }
    this.#become("lost");
    const wait = SLOW.has(code) ? LONGEST_WAIT : this.#away;
    this.#later("retry", () => this.#open(), wait + waitFor(this.#tries++, this.world.dice()));
    this.#away = 0;
  }

  /** @param {object} message */
  #say(message) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }

  #beat() {
    this.#say({ type: "ping", sent: this.clock.real() });
    this.#beats += 1;
    this.#later("beat", () => this.#beat(), this.#beats < QUICK_BEATS ? QUICK_BEAT : BEAT);
    if (!this.#asked) this.#expect(UNANSWERED);
    this.#asked = true;
  }

  /** @param {number} beats how many quick ones are behind us */
  #alive(beats) {
    this.#tries = 0;
    this.#beats = beats;
    this.#asked = false;
    this.#become("open");
    this.#beat();
  }

  /** @param {unknown} data */
  #hear(data) {
    const message = parsed(data);
    if (!message) return;
    if (typeof message.seen === "string") this.#seen = message.seen;
    // What is not here is of a later server, and ignored.
    if (Object.hasOwn(this.#heard, message.type)) this.#heard[message.type]?.(message);
  }

  /** @param {{id: string, code: string, message: string}} no */
  #refused({ id, code, message }) {
    const known = this.outbox.settle(id, { ok: false, code, message });
    if (!known && !this.#welcomed) this.given.onRefused?.({ code, message });
  }

  #wake() {
    if (this.state.line === "lost" && !this.state.restart) {
      this.#open();
    } else if (this.#welcomed) {
      this.#beat();
      this.#expect(WAKING);
    }
  }

  /** @param {any} view */
  #view = (view) => this.given.onView?.(view);

  /** @type {Record<string, (message: any) => void>} */
  #heard = {
    welcome: (message) => {
      this.#welcomed = true;
      this.clock.welcome(message.now);
      this.given.onWelcome?.(message);
      for (const command of this.outbox.unanswered()) this.#say(command);
      this.#alive(0);
    },
    waiting: (message) => {
      this.given.onWaiting?.(message);
      this.#alive(QUICK_BEATS);
    },
    pong: (message) => {
      this.#asked = false;
      this.world.cancel(this.#timers.deadline);
      this.clock.pong(message);
    },
    ok: (message) => this.outbox.settle(message.id, { ok: true }),
    refused: (message) => this.#refused(message),
    go_away: (message) => (this.#away = Math.max(1, message.retry_after_ms)),
    beat: (message) => this.given.onSealed?.beat(message, (said) => this.#say(said)),
    keys: (message) => this.given.onSealed?.keys(message, (said) => this.#say(said)),
    issued: (message) => this.given.onSealed?.issued(message),
    stage: this.#view,
    seat: this.#view,
    console: this.#view,
  };
}

/** @param {unknown} data @returns {any} null when it is not one of ours */
function parsed(data) {
  try {
    const message = JSON.parse(String(data));
    return message && typeof message.type === "string" ? message : null;
  } catch {
    return null;
  }
}
