// @ts-check
/** The one packet that this panel sends at every beat: always 4,096 bytes, whether or not it carries anything. */

import { hmac, sha256 } from "../vendor/noble.js";
import { bytes } from "./acts.js";

export const SIZE = 4096;
const BODY = 74;
const ACTS = 8;

/** Whether these acts fit into one packet. @param {import("./acts.js").Act[]} acts */
export const fits = (acts) => acts.length <= ACTS && bytes(JSON.stringify(acts)).length <= SIZE - BODY;

/**
 * @param {{session: string, beat: number, token: import("./tokens.js").Token, acts?: import("./acts.js").Act[]}} given
 * `acts` must fit. A blank costs what a full one costs, and looks like it.
 */
export function packet({ session, beat, token, acts = [] }) {
  const row = new Uint8Array(SIZE);
  const view = new DataView(row.buffer);
  const said = bytes(JSON.stringify(acts));
  view.setUint8(0, 1);
  view.setUint32(4, beat);
  row.set(token.t, 8);
  view.setUint16(72, said.length);
  row.set(said, BODY);
  row.set(hmac(sha256, token.y, bytes("tp1 packet", session, row.subarray(0, 40), row.subarray(72))), 40);
  return row;
}
