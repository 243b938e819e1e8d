// @ts-check
/** The keeper's book: what is known of the group, what is under way, and how the server is asked. */

import { t } from "../words.js";

/** @typedef {{id: string, name: string, pronoun: string, tags: Record<string, string>}} Member */
/** @typedef {{session: string, code: string, title: string, phase: string, join_url: string}} Circle */
/**
 * @typedef {object} Group
 * @property {string} name
 * @property {Member[]} members
 * @property {[string, string][]} apart
 * @property {[string, string][]} together
 * @property {string[]} differ
 * @property {number} keep_months
 * @property {Circle[]} sessions not ended, newest first
 * @property {number} meetings how many are kept
 */
/** @typedef {{name: string, title: string, minutes: number, people: [number, number], summary: string}} Module */
/** @typedef {{name: string, link: string}} PersonalLink */
/** @typedef {{row: number, column: string, message: string}} CsvFault */
/** @typedef {ReturnType<typeof createBook>} Book */

/** What the server declines, in words for people. */
export class Declined extends Error {
  /** @param {number} status 0: it was not reached @param {string} code @param {string} message @param {CsvFault[]} [faults] */
  constructor(status, code, message, faults = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
}

const freshUi = () => ({
  /** @type {PersonalLink[]} shown now and never again */ links: [],
  taken: false, // they were copied or saved
  person: "", // whose line is unfolded
  /** @type {(PersonalLink & {id: string}) | null} a link that was made anew */ renewed: null,
  asks: "", // what is about to be done for good, and asked about once more
  filter: "",
  imported: "",
  copied: "",
  /** @type {import("./season.js").Season | null} */ season: null,
});

/**
 * @param {{id: string, key: string, say: (words: string) => void, draw: () => void, loaded?: () => unknown, ask?: typeof fetch}} given
 * `loaded`: what follows whenever the group was read again; `ask`: how anything is asked of the server
 */
export function createBook({ id, key, say, draw, loaded = () => undefined, ask: reach = (...given) => fetch(...given) }) {
  /** @type {Group | null} */
  let group = null;
  /** @type {Set<string>} */
  const under = new Set();
  /** @type {Map<string, Declined>} */
  const declined = new Map();

  /** @param {string} method @param {string} path below the group @param {{json?: unknown, csv?: BodyInit}} [said] @returns {Promise<Response>} raises Declined */
  async function answer(method, path, { json, csv } = {}) {
    const type = csv === undefined ? "application/json" : "text/csv";
    const body = csv ?? (json === undefined ? undefined : JSON.stringify(json));
    /** @type {Record<string, string>} */
    const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { "content-type": type }) };
    const given = await reach(`/api/groups/${id}${path}`, { method, headers, body, credentials: "omit", cache: "no-store" }).catch(() => null);
    if (given?.ok) return given;
    const told = (await given?.json().catch(() => null))?.error;
    const words = told?.message ?? t("This could not be sent. What you wrote is still here. Try again.");
    throw new Declined(given?.status ?? 0, told?.code ?? "", words, told?.faults);
  }

  /** @type {(method: string, path: string, said?: {json?: unknown, csv?: BodyInit}) => Promise<any>} null for an answer without words; raises Declined */
  async function ask(method, path, said) {
    const given = await answer(method, path, said);
    return given.status === 204 ? null : given.json().catch(() => null);
  }

  async function load() {
    group = await ask("GET", "");
    await loaded();
    draw();
  }

  return {
    id,
    key,
    /** @type {Module[]} */ modules: [],
    ui: freshUi(),
    say,
    draw,
    ask,
    answer,
    load,
    /** Only for parts that are drawn once it is here. @returns {Group} */
    get group() {
      return /** @type {Group} */ (group);
    },
    get open() {
      return group !== null;
    },
    /** @param {string} slot */ busy: (slot) => under.has(slot),
    /** What was declined, until the next try. @param {string} slot */ no: (slot) => declined.get(slot) ?? null,
    /** @param {string} slot @param {string} words found wrong before anybody was asked */
    decline(slot, words) {
      declined.set(slot, new Declined(0, "", words));
      say(words);
      draw();
    },
    /** @param {string} slot */
    forgive(slot) {
      if (declined.delete(slot)) draw();
    },
    /**
     * Do one thing at a time per slot, then read the group again; what is declined is shown at its slot.
     * @param {string} slot @param {() => Promise<string | void>} job gives what is said when it is done @returns {Promise<boolean>}
     */
    async act(slot, job) {
      if (under.has(slot)) return false;
      under.add(slot);
      declined.delete(slot);
      draw();
      try {
        say((await job()) ?? "");
        return true;
      } catch (no) {
        const told = no instanceof Declined ? no : new Declined(0, "", no instanceof Error ? no.message : "");
        declined.set(slot, told);
        say(told.message);
        return false;
      } finally {
        under.delete(slot);
        draw();
      }
    },
  };
}
