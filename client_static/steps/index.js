// @ts-check
/** The kinds of steps, each in the file of its name: what it shows in a panel, on a console, on a wall. */

import * as agree from "./agree.js";
import * as close from "./close.js";
import * as collect from "./collect.js";
import * as pairs from "./pairs.js";
import * as present from "./present.js";
import * as round from "./round.js";
import * as solo from "./solo.js";
import * as window from "./window.js";

/** @typedef {import("../vendor/lit.js").TemplateResult} TemplateResult */
/** @typedef {{above: TemplateResult, desk?: import("../parts/desk.js").Desk, below?: unknown}} PanelStep the field stands between above and below */
/** @typedef {{panel: (ctx: import("../panel/context.js").Ctx) => PanelStep, console?: (ctx: any) => unknown, wall?: (ctx: any) => unknown}} Kind */

/** A kind of a later server is read like `present`: title and words. @type {Record<string, Kind>} */
const KINDS = { agree, close, collect, pairs, present, round, solo, window };

/** @param {string} kind @returns {Kind} */
export const kindOf = (kind) => (Object.hasOwn(KINDS, kind) ? /** @type {Kind} */ (KINDS[kind]) : present);
