// @ts-check
/**
 * Keys stay out of sight: they come in the address's fragment, are read once and leave the address bar. They are kept
 * where this window forgets last: history.state, then sessionStorage, then memory alone. Every storage may throw.
 */

/** @typedef {"seat" | "facilitator" | "wall" | "peer" | "member" | "newcomer"} Role `member`: a personal link, to whatever circle the group has open */
/**
 * @typedef {{role: Role, key: string, id: string, name: string, wall: string, k: string}} Kept
 * `wall`: the wall's key, known to who leads; `k`: what the link vouches for, 27 letters of the root of all keys
 */
/** @typedef {ReturnType<typeof openKeys>} Keys */

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const CODE_LENGTH = 8;

/** @type {Record<string, Role>} `p`: the facilitator key of a peer-led session, which takes a seat and the lead, once */
const FRAGMENTS = { f: "facilitator", w: "wall", s: "seat", p: "peer", m: "member" };

/** 128 random bits as 22 letters of base64url: ids of joins, commands and cards. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A code however it was typed: "k7p4-m2xq" -> "K7P4M2XQ". @param {string} typed */
export function plainCode(typed) {
  return typed.normalize("NFKC").toUpperCase().replace(/[\s\p{Pd}_.·]/gu, "");
}

/** A code as it is read out: "K7P4 M2XQ". @param {string} code */
export function spokenCode(code) {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Whether a code could be one at all. @param {string} code */
export function isCode(code) {
  return code.length === CODE_LENGTH && [...code].every((letter) => LETTERS.includes(letter));
}

/** Letters in it that no code has. @param {string} code */
export function strangeLetters(code) {
  return [...new Set([...code].filter((letter) => !LETTERS.includes(letter)))];
}

/**
 * The join link as this window may pass it on: with what its own link vouches for, never with what the server says now.
 * @param {string} url @param {string} k
 */
export const joinLink = (url, k) => url.replace(/#.*$/, "") + (k && `#k=${k}`);

/** @template T @param {() => T} attempt @returns {T | null} null when the browser refuses */
export function tried(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}

const KEY = /^[\w.~-]{16,200}$/;
const ROOT = /^[\w-]{27}$/;

/** "#k=..." of a join link, or beside another key; "" where a link has none. @param {string} fragment */
export function readRoot(fragment) {
  const k = new URLSearchParams(fragment.replace(/^#/, "")).get("k") ?? "";
  return ROOT.test(k) ? k : "";
}

/**
 * "#f=key", and what the front page may give along: "&name=Ana&w=key of the wall&led=peers".
 * @param {string} fragment @returns {{role: Role, key: string, name: string, wall: string} | null}
 */
export function readFragment(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const letter = [...given.keys()].find((one) => FRAGMENTS[one.toLowerCase()]) ?? "";
  const key = given.get(letter) ?? "";
  if (!KEY.test(key)) return null;
  const role = letter === "f" && given.get("led") === "peers" ? "peer" : FRAGMENTS[letter.toLowerCase()];
  const wall = letter === "f" ? (given.get("w") ?? "") : "";
  return role ? { role, key, name: given.get("name") ?? "", wall: KEY.test(wall) ? wall : "" } : null;
}

/**
 * The keys of this window for one code.
 * @param {{code: string, window: Pick<Window, "location" | "history"> & {readonly sessionStorage: Storage}}} given
 */
export function openKeys({ code, window: at }) {
  let place = code;
  /** @type {Kept} */
  let kept = { role: "newcomer", key: "", id: randomId(), name: "", wall: "", k: "" };
  let survives = false;

  const slot = () => `tp:${place}`;
  // Everybody's address is the join link, with what it vouches for: whoever copies it from there passes on a whole one.
  const path = () => (place ? `/j/${place}` : "/j") + (kept.k && `#k=${kept.k}`);

  function write() {
    const inHistory = tried(() => (at.history.replaceState({ ...at.history.state, tp: { ...kept, code: place } }, "", path()), true));
    const inStorage = tried(() => (at.sessionStorage.setItem(slot(), JSON.stringify(kept)), true));
    survives = Boolean(inHistory || inStorage);
  }

  const stored =
    sound(tried(() => at.history.state?.tp), code) ?? sound(tried(() => JSON.parse(at.sessionStorage.getItem(slot()) ?? "null")), null);
  kept = { ...kept, ...(readFragment(at.location.hash) ?? stored), k: readRoot(at.location.hash) || stored?.k || "" };
  write();

  return {
    get kept() {
      return kept;
    },
    get code() {
      return place;
    },
    /** True when a reload finds the keys again. */
    get survives() {
      return survives;
    },
    /** @param {Partial<Kept>} change */
    keep(change) {
      kept = { ...kept, ...change };
      write();
    },
    /** The code was typed: from now on this window is at its address. @param {string} code */
    moveTo(code) {
      tried(() => at.sessionStorage.removeItem(slot()));
      place = code;
      kept = { ...kept, k: "" };
      write();
    },
    /** Back to a newcomer, with a new join. */
    forget() {
      kept = { role: "newcomer", key: "", id: randomId(), name: kept.name, wall: "", k: kept.k };
      write();
    },
  };
}

/** What another page or an older build left may be anything. @param {any} raw @param {string | null} code @returns {Kept | null} */
function sound(raw, code) {
  const strings = raw && ["role", "key", "id", "name"].every((name) => typeof raw[name] === "string");
  if (!strings || (code !== null && raw.code !== code)) return null;
  const { role, key, id, name, wall = "", k = "" } = raw;
  return { role, key, id, name, wall: String(wall), k: ROOT.test(k) ? k : "" };
}
