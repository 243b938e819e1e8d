// @ts-check
/**
 * Tokens, card seeds and sealed acts, for when a meeting client throws the panel away. One entry of one size, written
 * at every beat whatever has changed: it tells nobody whether its owner ever wrote. The server gives this seat the key
 * and forgets it. Drafts never come in here.
 */

import { tried } from "../keys.js";
import { b64, bytes, random, unb64 } from "./acts.js";

/** Bytes: waiting acts, seeds, and tokens for some fifty open cards. */
export const ROOM = 16_384;

/** @typedef {Awaited<ReturnType<typeof openPocket>>} Pocket */

/**
 * @param {object} given
 * @param {Uint8Array} given.wrap 32 bytes
 * @param {string} given.slot the same for everybody in this session
 * @param {() => Storage} given.storage may throw
 * @param {SubtleCrypto} [given.subtle] missing without TLS: then memory alone
 */
export async function openPocket({ wrap, slot, storage, subtle = globalThis.crypto?.subtle }) {
  let survives = false;
  const key = await subtle?.importKey("raw", bytes(wrap), "AES-GCM", false, ["encrypt", "decrypt"]).catch(() => null);

  async function read() {
    const kept = unb64(storage().getItem(slot) ?? "");
    const plain = key && (await subtle.decrypt({ name: "AES-GCM", iv: kept.subarray(0, 12) }, key, kept.subarray(12)));
    return plain ? JSON.parse(new TextDecoder().decode(plain)) : null;
  }

  /** @param {unknown} contents */
  async function write(contents) {
    const plain = new Uint8Array(ROOM).fill(32); // blanks after JSON are still JSON
    const said = bytes(JSON.stringify(contents));
    const fits = said.length <= ROOM;
    plain.set(said.subarray(0, ROOM)); // what was cut is no JSON, and so nothing
    const iv = random().subarray(20);
    const sealed = key && (await subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
    if (sealed) storage().setItem(slot, b64(bytes(iv, new Uint8Array(sealed))));
    survives = Boolean(sealed) && fits;
  }

  /** @type {unknown} */
  const found = await read().catch(() => null);
  let last = Promise.resolve();

  return {
    /** What an earlier panel of this seat left here, or null. */
    found,
    /** True when a reload finds what was put in last. */
    get survives() {
      return survives;
    },
    /** @param {unknown} contents anything JSON can say */
    put: (contents) => (last = last.then(() => write(contents)).catch(() => void (survives = false))),
    /** The session is over. */
    forget() {
      tried(() => storage().removeItem(slot));
    },
  };
}
