// @ts-check
/** What a part of the panel may look at and ask for, made anew for every drawing. */

import { left } from "../clock.js";

/** @import {StageHead, StageCards} from "../protocol.js" */
/** @typedef {import("../panel.js").Panel} Panel */
/** @typedef {ReturnType<typeof context>} Ctx */
/** @typedef {import("../link.js").Answer} Answer */

/** A leading verb that came too late because somebody else was faster is nobody's fault: nothing is said about it. */
export const QUIET = new Set(["stale", "started", "ended"]);

/** Before the first view of it. @type {StageCards} */
const EMPTY = { type: "stage", section: "cards", step: 0, version: 0, ids: [], withdrawn: [], marks: {}, cards: [], held: [], letters: [], taps: [], floor: 3, soon: true, threshold: null, number: null, keep: false };

/** @param {Panel} panel @param {StageHead} head */
export function context(panel, head) {
  const { stage, seat, console } = panel.views.now;
  const now = panel.clock.now();
  const board = stage.board;
  const own = seat?.seat ?? panel.seat;
  /** A section's part counts only while it speaks of the step that is on. @param {{step: number, part: any} | undefined} view */
  const partOf = (view) => (view && view.step === head.step && view.part?.kind === head.kind ? view.part : null);
  return {
    head,
    now,
    own,
    code: panel.keys.code,
    /** the key of this seat */ pass: panel.pass,
    name: seat?.name ?? "",
    /** @type {any} */ part: partOf({ step: head.step, part: head.part }),
    /** @type {any} */ tally: partOf(stage.tally),
    /** @type {any} */ board: partOf(board),
    /** @type {any} */ mine: partOf(seat),
    /** @type {readonly string[]} what this seat gave by name */
    yours: seat?.part?.kind === "close" ? seat.part.yours : [],
    accepted: seat?.accepted ?? true,
    /** what to say yes to first, where the step does not show it */ unagreed: seat?.unagreed ?? null,
    leads: seat?.lead ?? false,
    peers: head.led === "peers",
    lead: head.lead,
    here: stage.tally?.here ?? board?.people.length ?? 0,
    people: { people: board?.people ?? [], facilitators: board?.facilitators ?? [], walls: board?.walls ?? 0 },
    cards: stage.cards?.cards ?? [],
    middle: stage.cards ?? EMPTY,
    boxNow: stage.tally?.box ?? null,
    header: console.header,
    /** @type {any} the step's part for whoever leads among peers */ arranged: partOf(console.board),
    knocks: console.roster?.knocks ?? [],
    handUp: panel.wish ?? seat?.hand ?? false,
    offline: panel.offline,
    left: left(head, now),
    ui: panel.ui,
    drafts: panel.drafts,
    /** @type {import("../box.js").Box} */ box: panel.box,
    /** @param {string} name */ busy: (name) => panel.busy.has(name),
    /** @param {string} seat */ person: (seat) => board?.people.find((one) => one.seat === seat),
    /** @param {string} name @param {string} verb @param {Record<string, unknown>} [fields] */
    ask: (name, verb, fields) => panel.ask(name, verb, fields),
    /** @param {boolean} up */ hand: (up) => panel.hand(up),
    /** @param {string} sentence */ say: (sentence) => panel.status.say(sentence),
    openConcern: () => panel.openConcern(),
    closeConcern: () => panel.closeConcern(),
    draw: () => panel.draw(),
    report: (/** @type {"md" | "html"} */ format) => panel.report(format),
    leave: () => panel.leave(),
  };
}

/** Who leads, by name where there is one. @param {{lead: {name: string}}} ctx @param {string} somebody */
export const leadName = (ctx, somebody) => ctx.lead.name || somebody;
