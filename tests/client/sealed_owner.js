/** The other side of the box, for tests: it issues tokens, takes packets, and reads what is in them. Really, in small. */

import { b64, bytes, unb64 } from "../../client_static/sealed/acts.js";
import { hmac, ristretto255_oprf, sha256 } from "../../client_static/vendor/noble.js";

const { voprf } = ristretto255_oprf;

export const SESSION = "session-of-tests";
export const LENGTH = 30_000;
const PLAIN = 2600; // bytes of a letter

/** Keys of a few beats and a few things; the other leaves of the tree are made up. */
function treeOf(name) {
  const pairs = new Map();
  const leaves = [...Array(40).keys(), ...Array(24).keys().map((i) => 1536 + i), 1535, 1534];
  for (const leaf of leaves) pairs.set(leaf, voprf.deriveKeyPair(sha256(bytes(`seed of ${name}`)), bytes(`leaf ${leaf}`)));
  const rows = [Array.from({ length: 2048 }, (_, i) => (pairs.has(i) ? sha256(bytes([0], pairs.get(i).publicKey)) : sha256(bytes(`${name} ${i}`))))];
  while (rows.at(-1).length > 1) {
    const row = rows.at(-1);
    rows.push(Array.from({ length: row.length / 2 }, (_, i) => sha256(bytes([1], row[2 * i], row[2 * i + 1]))));
  }
  return { pairs, rows };
}

/** @type {Map<string, ReturnType<typeof treeOf>>} */
const trees = new Map();

export function createOwner(name = "circle") {
  if (!trees.has(name)) trees.set(name, treeOf(name));
  const { pairs, rows } = trees.get(name);
  const root = rows.at(-1)[0];
  const given = new Map(); // leaf -> the element that was signed, for one seat
  const things = new Map();

  const offered = (leaf) => ({ leaf, key: b64(pairs.get(leaf).publicKey), path: rows.slice(0, -1).map((row, height) => b64(row[(leaf >> height) ^ 1])) });

  function token({ leaf, element }) {
    const pair = pairs.get(leaf);
    if ((given.get(leaf) ?? element) !== element) return { leaf, element: null, proof: null, no: "issued" };
    given.set(leaf, element);
    const { evaluated, proof } = voprf.blindEvaluate(pair.secretKey, pair.publicKey, unb64(element));
    return { leaf, element: b64(evaluated), proof: b64(proof), no: null };
  }

  return {
    root,
    k: b64(root.subarray(0, 20)),
    given,
    things,
    offered,
    welcome: (more = {}) => ({ session: SESSION, root: b64(root), wrap: b64(new Uint8Array(32).fill(7)), beat_ms: LENGTH, cards_url: "https://talk.example/sealed/room", ...more }),
    frame: (beat, more = {}) => ({ type: "beat", beat, opening: false, soon: true, questions: [], ...(beat + 2 < 1536 ? offered(beat + 2) : { leaf: null, key: null, path: [] }), ...more }),
    /** These can be voted on, each on its leaf. */
    keys(open) {
      for (const [thing, leaf] of Object.entries(open)) things.set(thing, leaf);
      return { type: "keys", things: Object.entries(open).map(([thing, leaf]) => ({ thing, ...offered(leaf) })) };
    },
    issue: (said) => ({ type: "issued", tokens: said.tokens.map(token) }),
    /** What a packet holds; throws for one that no owner would take. */
    read(packet) {
      const view = new DataView(packet.buffer, packet.byteOffset);
      const beat = view.getUint32(4);
      const y = voprf.evaluate(pairs.get(beat).secretKey, packet.slice(8, 40));
      const mac = hmac(sha256, y, bytes("tp1 packet", SESSION, packet.subarray(0, 40), packet.subarray(72)));
      if (packet.length !== 4096 || b64(mac) !== b64(packet.slice(40, 72))) throw new Error("no packet of this circle");
      return { beat, t: b64(packet.slice(8, 40)), acts: JSON.parse(new TextDecoder().decode(packet.subarray(74, 74 + view.getUint16(72)))) };
    },
    /** Whether this ballot was cast with a token of that leaf. */
    counts({ thing, t, mac }, leaf) {
      const y = voprf.evaluate(pairs.get(leaf).secretKey, unb64(t));
      return b64(hmac(sha256, y, bytes("tp1 ballot", SESSION, unb64(thing))).subarray(0, 16)) === mac;
    },
  };
}

/** What views show of a ballot. */
export const mark = ({ t }) => b64(sha256(unb64(t)).subarray(0, 16)).slice(0, 8);

/** An answer that only the card's author can read. */
export async function letter(secret, text) {
  const plain = new Uint8Array(PLAIN);
  const said = bytes(text);
  new DataView(plain.buffer).setUint16(0, said.length);
  plain.set(said, 2);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.importKey("raw", unb64(secret), "AES-GCM", false, ["encrypt"]);
  return b64(bytes(iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain))));
}

/** A window that keeps things, until it does not. */
export function createStorage() {
  const kept = new Map();
  const written = [];
  return {
    kept,
    written,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => (written.push(value), kept.set(name, value)),
    removeItem: (name) => void kept.delete(name),
  };
}

/** What a view has before anything opened. */
export const view = (more = {}) => ({ ids: [], withdrawn: [], marks: {}, letters: [], cards: [], ...more });

/** Everything that was only waiting for a promise has happened. */
export const settled = () => new Promise((go) => setImmediate(() => setImmediate(go)));

const PATIENCE = 10_000; // ms, a safety net: what is waited for comes at once, or from a thread of the platform's own

/** @param {() => unknown} holds */
export async function until(holds) {
  for (const end = performance.now() + PATIENCE; !holds() && performance.now() < end; ) await settled();
}

/**
 * A panel with its box, on a line to an owner. `lost`: its requests do not get out.
 * @param {{owner?: ReturnType<typeof createOwner>, storage?: any, make: any}} given
 */
export function createPanel({ owner = createOwner(), storage = createStorage(), make }) {
  const panel = {
    owner,
    storage,
    time: 1_000_000,
    lost: false,
    answers: true, // whether what is asked for is issued
    posts: [],
    order: [],
    asked: [],
    changes: 0,
    at: 0,
    box: /** @type {any} */ (null),
    /** A beat, at its time; what the packet in it held, or null when none was sent. */
    beat(number, more = {}, late = 0) {
      panel.time = 2_000_000 + number * LENGTH + late;
      return panel.hears(panel.owner.frame(number, more));
    },
    hears(frame) {
      const before = panel.posts.length;
      panel.order = [];
      panel.box.beat(frame, panel.say);
      const sent = panel.posts.slice(before);
      if (sent.length > 1) throw new Error("two packets at one beat");
      return sent.length ? panel.owner.read(sent[0].body).acts : null;
    },
    votes: (open) => panel.box.keys(panel.owner.keys(open), panel.say),
    say(message) {
      panel.order.push("blind");
      panel.asked.push(message);
      if (panel.answers) panel.box.issued(panel.owner.issue(message));
    },
    async welcome(k = panel.owner.k, more = {}) {
      panel.box.welcome(panel.owner.welcome(more), k);
      await until(() => panel.box.channel.state !== "loading"); // its pocket is being opened
    },
    /** The page is thrown away and comes back. */
    async reload(k) {
      panel.box = create();
      await panel.welcome(k);
    },
    /** Ready to send at beat 3: tokens for 2 and 3 are there. */
    async ready(k) {
      await panel.welcome(k);
      for (const number of [0, 1, 2]) panel.beat(number);
      return panel;
    },
  };
  const fetch = (url, options) => {
    panel.order.push("post");
    panel.posts.push({ url, ...options });
    return panel.lost ? Promise.reject(new TypeError("no line")) : Promise.resolve({ status: 204 });
  };
  const create = () => make({ now: () => panel.time, fetch, storage: () => storage, changed: () => (panel.changes += 1) });
  panel.box = create();
  return panel;
}
