// @ts-check
/**
 * Keys stay out of sight: they come in the address's fragment, are read once and leave the address bar. They are kept
 * where this window forgets last: history.state, then sessionStorage, then memory alone. Every storage may throw.
 */

/** @typedef {"seat" | "facilitator" | "wall" | "peer" | "member" | "newcomer"} Role `member`: a personal link, to whatever circle the group has open */
/** @typedef {{role: Role, key: string, id: string, name: string, wall: string}} Kept `wall`: the wall's key, known to who leads */
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

/** @template T @param {() => T} attempt @returns {T | null} null when the browser refuses */
export function tried(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}

const KEY = /^[\w.~-]{16,200}$/;

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
  let kept = { role: "newcomer", key: "", id: randomId(), name: "", wall: "" };
  let survives = false;

  const slot = () => `tp:${place}`;
  const path = () => (place ? `/j/${place}` : "/j");

  function write() {
    const inHistory = tried(() => (at.history.replaceState({ ...at.history.state, tp: { ...kept, code: place } }, "", path()), true));
    const inStorage = tried(() => (at.sessionStorage.setItem(slot(), JSON.stringify(kept)), true));
    survives = Boolean(inHistory || inStorage);
  }

  const found =
    readFragment(at.location.hash) ??
    sound(tried(() => at.history.state?.tp), code) ??
    sound(tried(() => JSON.parse(at.sessionStorage.getItem(slot()) ?? "null")), null);
  kept = { ...kept, ...found };
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
      write();
    },
    /** Back to a newcomer, with a new join. */
    forget() {
      kept = { role: "newcomer", key: "", id: randomId(), name: kept.name, wall: "" };
      write();
    },
  };
}

/** What another page or an older build left may be anything. @param {any} raw @param {string | null} code @returns {Kept | null} */
function sound(raw, code) {
  const strings = raw && ["role", "key", "id", "name"].every((name) => typeof raw[name] === "string");
  return strings && (code === null || raw.code === code) ? { role: raw.role, key: raw.key, id: raw.id, name: raw.name, wall: String(raw.wall ?? "") } : null;
}
