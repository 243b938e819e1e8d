// @ts-check
/**
 * What goes without a name: concern cards and unsigned answers. They travel by requests that carry nothing of who is
 * sitting here, and this list of them lives in memory only: nobody who opens this device later learns who wrote what.
 *
 * One is *pending* until the server's own list shows it; until then it is sent again, with the same id.
 */

import { randomId } from "./keys.js";

/** After its window a pending one is given this long to turn up, in ms. */
const GRACE = 20_000;
/** After coming back, wait up to this long: a card that arrives with its author's line would name them. */
const SPREAD = 8_000;
const AGAIN = 5_000;

/** @typedef {{text: string, to?: "lead" | "all", weight?: "thought" | "slow" | "stop", step?: number}} Words `step` for answers to a step */
/** @typedef {Words & {id: string, state: "held" | "opened" | "lost", opens: number, next: number, hidden: boolean}} Sealed `opens`, `next`: server ms */
/** @typedef {{ok: true} | {ok: false, message: string | null}} Outcome `message`: the server's sentence; null when it could not be reached */
/** @typedef {ReturnType<typeof createSealed>} SealedList */

/** @param {{now: () => number, fetch?: typeof fetch, dice?: () => number, changed?: () => void}} given */
export function createSealed({ now, fetch: ask = (...a) => fetch(...a), dice = Math.random, changed = () => {} }) {
  /** @type {Map<string, Sealed>} */
  const list = new Map();
  /** The one that is being tried: the same words keep their id, so that an answer that was lost makes no second card. */
  let trying = { id: "", as: "" };
  let url = "";
  let window = 60_000;

  const opening = () => Math.ceil((now() + 1) / window) * window;

  /** @param {Words & {id: string}} one @returns {Promise<Outcome>} */
  async function post({ id, text, to, weight, step }) {
    const body = step === undefined ? { id, text, to, weight } : { id, step, text };
    try {
      const answer = await ask(url, {
        method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", keepalive: false,
        headers: { "content-type": "application/json" }, body: JSON.stringify(body),
      });
      if (answer.ok) return { ok: true };
      const { error } = await answer.json();
      return { ok: false, message: typeof error?.message === "string" ? error.message : null };
    } catch {
      return { ok: false, message: null };
    }
  }

  /** @param {Sealed} one */
  async function again(one) {
    one.next = Infinity;
    const outcome = await post(one);
    if (!list.has(one.id) || one.state !== "held") return;
    if (outcome.ok) [one.opens, one.next] = [opening(), opening() + GRACE];
    else if (outcome.message) one.state = "lost";
    else one.next = now() + AGAIN;
    changed();
  }

  return {
    /** @param {{cards_url: string, card_window_ms: number}} welcome */
    welcome(welcome) {
      [url, window] = [welcome.cards_url, welcome.card_window_ms];
      for (const one of list.values()) {
        if (one.state === "held") one.next = Math.min(one.next, now() + dice() * SPREAD);
      }
    },
    /** @param {Words} words @returns {Promise<Outcome>} */
    async send(words) {
      const as = JSON.stringify(words);
      if (trying.as !== as) trying = { id: randomId(), as };
      const { id } = trying;
      const outcome = await post({ ...words, id });
      if (outcome.ok) {
        list.set(id, { ...words, id, state: "held", opens: opening(), next: opening() + GRACE, hidden: false });
        trying = { id: "", as: "" };
      }
      changed();
      return outcome;
    },
    /** The server's list of what is open. @param {readonly string[]} ids */
    opened(ids) {
      for (const id of ids) {
        const one = list.get(id);
        if (one) one.state = "opened";
      }
    },
    /** Send again what should have turned up and did not. */
    tick() {
      for (const one of list.values()) if (one.state === "held" && now() >= one.next) again(one);
    },
    /** @param {string} id */
    hide(id) {
      list.delete(id);
      changed();
    },
    /** Out of sight on this screen; still sent again where needed. @param {string} id */
    cover(id) {
      const one = list.get(id);
      if (one) one.hidden = true;
      changed();
    },
    /** Cards, oldest first. */
    cards: () => [...list.values()].filter((one) => one.step === undefined),
    /** Unsigned answers to this step, oldest first. @param {number} step */
    answers: (step) => [...list.values()].filter((one) => one.step === step),
    get pending() {
      return [...list.values()].some((one) => one.state === "held");
    },
  };
}
