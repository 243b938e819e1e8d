// @ts-check
/** The answer of those who lead to a card that was for them: it goes to all panels, and its author's alone can read it. */

import { unb64 } from "./acts.js";

/**
 * Rejects for a letter under another key.
 * @param {string} secret of the card, 32 bytes @param {string} sealed nonce, then AES-GCM of two bytes of length, the text, zeros
 */
export async function readLetter(secret, sealed, subtle = crypto.subtle) {
  const raw = unb64(sealed);
  const key = await subtle.importKey("raw", unb64(secret), "AES-GCM", false, ["decrypt"]);
  const plain = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: raw.subarray(0, 12) }, key, raw.subarray(12)));
  return new TextDecoder().decode(plain.subarray(2, 2 + new DataView(plain.buffer).getUint16(0)));
}
