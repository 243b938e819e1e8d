// @ts-check
/** What a packet can carry. Ids follow from what is said, so an act can be sent again until a view lists it. */

import { ed25519, hmac, sha256 } from "../vendor/noble.js";

/** @typedef {import("./tokens.js").Token} Token */
/** @typedef {{act: string} & Record<string, string | number | boolean | string[] | undefined>} Act */

/** Bytes of words that one packet has room for. */
export const WORD_BYTES = 2400;

/** 32 random bytes: a token, a card's seed. */
export const random = () => crypto.getRandomValues(new Uint8Array(32));

/** Everything in one row; text as UTF-8. @param {...(string | ArrayLike<number>)} parts */
export function bytes(...parts) {
  const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const row = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  all.reduce((at, part) => (row.set(part, at), at + part.length), 0);
  return row;
}

/** base64url. @param {Uint8Array} raw */
export const b64 = (raw) => btoa(String.fromCharCode(...raw)).replace(/[+/=]/g, (c) => ({ "+": "-", "/": "_" })[c] ?? "");

/** @param {string} text base64url */
export const unb64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** Half a character, which a cut can leave, would make a packet unreadable. @param {string} text */
const whole = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** Bytes these words take, for the counter. @param {...string} texts */
export const wordBytes = (...texts) => texts.reduce((sum, text) => sum + bytes(JSON.stringify(whole(text))).length - 2, 0);

/** What is signed and hashed. @param {Act} act */
const content = ({ sig, ...act }) => bytes(JSON.stringify(act, Object.keys(act).sort()));

/** @param {Uint8Array} of */
const short = (of) => b64(sha256(of).subarray(0, 16));

/** What views show of a ballot: its token's mark, the first letters. @param {Uint8Array} t */
export const markOf = (t) => short(t).slice(0, 8);

/** The key of a card, as it travels. @param {Uint8Array} seed */
export const keyOf = (seed) => b64(ed25519.getPublicKey(seed));

/** @param {string} key */
export const cardId = (key) => short(unb64(key));

/** @param {Act} act */
export const idOf = (act) => (act.act === "card" ? cardId(String(act.key)) : short(content(act)));

/** The ids under which the answers of a `text` are listed, in their order. @param {Act & {texts: string[]}} act */
export const answerIds = (act) => act.texts.map((_, i) => short(bytes("tp1 text", sha256(content(act)), [i])));

/**
 * An act with its signature. @param {Act & {text?: string, texts?: string[]}} act with `key`, or the `card` it is about
 * @param {Uint8Array} seed of the card @param {string} session @returns {Act}
 */
export function signed({ text, texts, ...rest }, seed, session) {
  const act = { ...rest, text: text && whole(text), texts: texts?.map(whole) };
  return { ...act, sig: b64(ed25519.sign(bytes("tp1 act", session, content(act)), seed)) };
}

/** Says, with the name of one's seat, that a card is one's own. @param {string} card @param {string} seat @param {Uint8Array} seed @param {string} session */
export const owning = (card, seat, seed, session) => b64(ed25519.sign(bytes("tp1 own", session, unb64(card), seat), seed));

/**
 * A ballot: me-too, or with a value an answer. @param {string} thing @param {Token} token @param {string} session
 * @param {number} [value] 0 to 99 @returns {Act}
 */
export function ballot(thing, { t, y }, session, value) {
  const said = value === undefined ? [] : [value];
  const mac = hmac(sha256, y, bytes("tp1 ballot", session, unb64(thing), said)).subarray(0, 16);
  return { act: said.length ? "answer" : "metoo", thing, t: b64(t), mac: b64(mac), value };
}
