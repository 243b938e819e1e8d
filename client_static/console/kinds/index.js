// @ts-check
// What each kind of step adds to the console and the wall; a kind without a file here shows its words.
import * as agree from "./agree.js";
import * as close from "./close.js";
import * as collect from "./collect.js";
import * as pairs from "./pairs.js";
import * as round from "./round.js";
import * as solo from "./solo.js";

/**
 * @typedef {object} Kind
 * @property {(desk: import("../desk.js").Desk) => string} [glance] one sentence: how it stands
 * @property {(desk: import("../desk.js").Desk) => unknown} [console] its own picture
 * @property {(sight: import("../../wall/sight.js").Sight) => unknown} [wall] the whole middle of the wall; null: the words
 * @property {boolean} [beside] the picture stands beside the notes
 * @property {boolean} [first] the picture stands above the notes
 */

/** @type {Record<string, Kind>} */
const KINDS = { agree, close, collect, pairs, round, solo };

/** @param {string} kind @returns {Kind} */
export function kindOf(kind) {
  return (Object.hasOwn(KINDS, kind) && KINDS[kind]) || {};
}
