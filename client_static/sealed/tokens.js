// @ts-check
/** The right to send one packet or cast one ballot: signed blind, by a key that is shown to be everybody's. */

import { ristretto255_oprf, sha256 } from "../vendor/noble.js";
import { b64, bytes, random } from "./acts.js";

const { voprf } = ristretto255_oprf;

/** @typedef {{t: Uint8Array, blind: Uint8Array, element: Uint8Array}} Asked `element` is sent, the rest never */
/** @typedef {{leaf: number, key: Uint8Array, path: Uint8Array[]}} LeafKey */
/** @typedef {{t: Uint8Array, y: Uint8Array}} Token `y` is never sent */

/** @returns {Asked} */
export function ask() {
  const t = random();
  const { blind, blinded } = voprf.blind(t);
  return { t, blind, element: blinded };
}

/** Whether the join link vouches for this root. @param {Uint8Array} root @param {string} link its `k` */
export const fitsLink = (root, link) => root.length === 32 && b64(root.subarray(0, 20)) === link;

/** Whether the root vouches for this key. @param {Uint8Array} root @param {LeafKey} given */
export function vouches(root, { leaf, key, path }) {
  if (path.length !== 11 || leaf !== (leaf & 2047)) return false; // else one leaf could have two keys
  let node = sha256(bytes([0], key));
  path.forEach((next, i) => (node = sha256((leaf >> i) & 1 ? bytes([1], next, node) : bytes([1], node, next))));
  return b64(node) === b64(root);
}

/**
 * Throws when it was not this key that answered.
 * @param {Asked} asked @param {Uint8Array} key @param {{element: Uint8Array, proof: Uint8Array}} answer @returns {Token}
 */
export function finish({ t, blind, element }, key, answer) {
  return { t, y: voprf.finalize(t, blind, answer.element, element, key, answer.proof) };
}
