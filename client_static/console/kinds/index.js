// @ts-check
// What each kind of step adds to the console and the wall; a kind without a file here shows its words.
import * as agree from "./agree.js";
import * as close from "./close.js";
import * as collect from "./collect.js";
import * as pairs from "./pairs.js";
import * as round from "./round.js";
import * as solo from "./solo.js";
import * as window from "./window.js";

/**
 * @typedef {object} Onward what the button that leads on does within a step
 * @property {string} words @property {string} verb @property {Record<string, unknown>} fields @property {string} note how ready it is
 * @property {string | number} key changes when the same words would do something else
 */
/**
 * @typedef {object} Kind
 * @property {(desk: import("../desk.js").Desk) => string} [glance] one sentence: how it stands
 * @property {(desk: import("../desk.js").Desk) => unknown} [console] its own picture
 * @property {(sight: import("../../wall/sight.js").Sight) => unknown} [wall] the whole middle of the wall; null: the words
 * @property {(desk: import("../desk.js").Desk) => Onward | null} [onward] what comes before the next step; null: nothing
 * @property {(desk: import("../desk.js").Desk) => string} [leaving] what becomes of it when the group moves on now, said beside the next step; "": nothing
 * @property {(desk: import("../desk.js").Desk) => string} [parting] whom the next step would cut off, in a sentence; "": nobody
 * @property {(desk: import("../desk.js").Desk, seconds: number) => [string, Record<string, unknown>] | null} [time] how the step's time is changed, if not as everywhere
 * @property {boolean} [beside] the picture stands beside the notes
 * @property {boolean} [first] the picture stands above the notes
 */

/** @type {Record<string, Kind>} */
const KINDS = { agree, close, collect, pairs, round, solo, window };

/** @param {string} kind @returns {Kind} */
export function kindOf(kind) {
  return (Object.hasOwn(KINDS, kind) && KINDS[kind]) || {};
}
