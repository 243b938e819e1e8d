// @ts-check
/** The sealed box as it is from the first paint: it keeps what is asked of it until `sealed/box.js` is there. */

import { randomId } from "./keys.js";

/** @typedef {import("./sealed/api.js").Box} Box */
/** @typedef {import("./sealed/api.js").Pending} Pending */
/** @typedef {import("./sealed/api.js").Given} Given */

const FRAMES = /** @type {const} */ (["welcome", "keys", "beat", "listed"]);
const ACTS = /** @type {const} */ (["card", "tap", "answer", "metoo"]); // the others need a card of one's own
const BLANK = { text: "", to: "", weight: "", what: "", thing: "", card: "", asked: "", soon: false, floor: 0, sent: false, missed: 0 };

/** @type {Record<string, (...asked: any[]) => object>} */
const SHAPES = {
  card: (given) => ({ ...given, act: "card" }),
  tap: (what) => ({ act: "tap", what }),
  answer: (thing, text, floor) => ({ act: "text", thing, text, floor }),
  metoo: (card) => ({ act: "metoo", card }),
};

/** @param {Given} given @returns {Box & {arrive: (make: (given: Given) => Box) => void}} */
export function createBox(given) {
  /** @type {any} */
  let there = null;
  /** @type {Map<string, any[]>} the newest frame of each kind */
  const heard = new Map();
  /** @type {Map<string, {act: string, asked: any[]}>} */
  const queue = new Map();
  /** @type {Map<string, string>} */
  const names = new Map();

  /** @param {string} act @param {any[]} asked */
  function later(act, asked) {
    const id = randomId();
    queue.set(id, { act, asked });
    given.changed();
    return id;
  }

  /** @type {any} */
  const box = {
    channel: { state: "loading", checked: "no", why: "", agreeable: false },
    wordRoom: 2400,
    survives: false,
    pending: () => [...queue].map(([id, { act, asked }]) => ({ ...BLANK, ...SHAPES[act]?.(...asked), id })),
    said: (/** @type {string} */ card) => [...queue.values()].some(({ act, asked }) => act === "metoo" && asked[0] === card),
    mine: () => false,
    own: () => "",
    words: () => null,
    letter: () => null,
    wordBytes: (/** @type {string[]} */ ...texts) => new TextEncoder().encode(JSON.stringify(texts.join(""))).length - 2,
    keep: async () => {},
    drop: (/** @type {string} */ id) => (given.changed(), queue.delete(id)),
  };
  for (const name of ["reply", "quick", "withdraw", "agree", "issued", "forget"]) box[name] = () => "";
  for (const name of FRAMES) box[name] = (/** @type {any[]} */ ...frame) => void heard.set(name, frame);
  for (const name of ACTS) box[name] = (/** @type {any[]} */ ...asked) => later(name, asked);

  /** @type {any} whatever is asked goes to the one that is there */
  const front = {
    /** @param {(given: Given) => Box} make */
    arrive(make) {
      if (there) return;
      there = make(given);
      for (const name of FRAMES) {
        const frame = heard.get(name);
        // The beat was a while ago: a packet now would be late, a token is not.
        if (frame) there[name](...frame, ...(name === "beat" ? [true] : []));
      }
      for (const [id, { act, asked }] of queue) names.set(id, there[act](...asked));
      given.changed();
    },
    drop: (/** @type {string} */ id) => (there ?? box).drop(names.get(id) ?? id),
  };
  for (const name of Object.keys(box)) {
    if (typeof box[name] !== "function") Object.defineProperty(front, name, { get: () => (there ?? box)[name] });
    else front[name] ??= (/** @type {any[]} */ ...asked) => (there ?? box)[name](...asked);
  }
  return front;
}
