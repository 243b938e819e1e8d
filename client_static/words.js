// @ts-check
/**
 * Words on screen. The English sentence is the key; a catalogue per language may replace it later.
 * Times and counts are written here too, so that every screen writes them alike.
 */

/** @typedef {Record<string, string | number>} Fields */

/** @type {Map<string, string>} */
let catalogue = new Map();

/** Use another language's sentences, English sentence -> its translation. @param {Iterable<[string, string]>} sentences */
export function speak(sentences) {
  catalogue = new Map(sentences);
}

/**
 * A sentence with its fields filled in: t("Pass it on to {name}", {name: "Dov"}).
 * @param {string} sentence @param {Fields} [fields]
 */
export function t(sentence, fields = {}) {
  return mix(sentence, fields).join("");
}

/**
 * The same, in pieces, for fields that are templates rather than text. Nothing is ever parsed as HTML.
 * @template T @param {string} sentence @param {Record<string, T>} fields @returns {(string | T)[]}
 */
export function mix(sentence, fields) {
  const pieces = (catalogue.get(sentence) ?? sentence).split(/\{(\w+)\}/);
  return pieces.map((piece, i) => (i % 2 ? (Object.hasOwn(fields, piece) ? /** @type {T} */ (fields[piece]) : `{${piece}}`) : piece));
}

/**
 * One sentence for one, another for any other number; `{n}` is the number.
 * @param {number} n @param {string} one @param {string} many @param {Fields} [fields]
 */
export function count(n, one, many, fields = {}) {
  return t(n === 1 ? one : many, { n, ...fields });
}

/** "Ana", "Ana and Ben", "Ana, Ben and Chi". @param {string[]} names */
export function list(names) {
  if (names.length < 2) return names[0] ?? "";
  return t("{first} and {last}", { first: names.slice(0, -1).join(", "), last: names.at(-1) ?? "" });
}

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** "fourth"; from thirteen on in figures. @param {number} n counted from 1 */
export function ordinal(n) {
  return ORDINALS[n - 1] ? t(/** @type {string} */ (ORDINALS[n - 1])) : t("number {n}", { n });
}

/** "nine"; from thirteen on in figures. @param {number} n */
export function number(n) {
  return NUMBERS[n] ? t(/** @type {string} */ (NUMBERS[n])) : String(n);
}

/** A sentence begins with a capital. @param {string} words */
export function capital(words) {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What is left as a clock: "11:40"; over time "+1:20". @param {number} ms may be negative */
export function clockText(ms) {
  // A clock that counts down shows the second that has begun, one that counts up the seconds that are full.
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return ms > 0 || seconds === 0 ? text : `+${text}`;
}

/** How long something has been going on: "1:20". @param {number} ms */
export function spentText(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "about 2 minutes", "about 45 seconds". @param {number} seconds */
export function about(seconds) {
  if (seconds < 60) return t("about {n} seconds", { n: seconds });
  return count(Math.round(seconds / 60), "about a minute", "about {n} minutes");
}

/** An instant as people read it off a wall: "10:25". @param {number} ms since 1970 */
export function timeOfDay(ms) {
  return new Date(ms).toLocaleTimeString(document.documentElement.lang || "en", { hour: "numeric", minute: "2-digit", hour12: false });
}

/** What a step asks of people, in one word. @param {string} kind */
export function kindName(kind) {
  return t(KINDS[kind] ?? kind);
}

/** @type {Record<string, string>} */
const KINDS = {
  present: "Read", agree: "Agree", solo: "Solo", round: "Round", pairs: "Pairs", collect: "Collect", window: "Write", close: "Close",
  before: "Before we start", ended: "Closed",
};
