// @ts-check
// What the wall is drawn from: the stage and nothing else, because everybody in the room sees it.
import { left } from "../clock.js";

/** @typedef {ReturnType<typeof sight>} Sight */

/**
 * @param {{head: import("../protocol.js").StageHead, views: import("../views.js").Views, now: number, online: boolean, code: string, host: string,
 *   laid: ReturnType<typeof import("./laid.js").createLaid>, k: string}} given `laid`: which cards lie on the wall
 */
export function sight({ head, views, now, online, code, host, laid, k }) {
  const { tally, board, cards } = views.stage;
  /** A section's part counts only while it speaks of the step that is on. @param {{step: number, part: any} | undefined} view */
  const partOf = (view) => (view && view.step === head.step && view.part?.kind === head.kind ? view.part : null);
  return {
    head, now, online, code, host, laid, k,
    /** @type {any} */ part: partOf({ step: head.step, part: head.part }),
    /** @type {any} */ tally: partOf(tally),
    /** @type {any} */ board: partOf(board),
    people: board?.people ?? [],
    here: tally?.here ?? board?.people.length ?? 0,
    cards: cards?.cards ?? [],
    held: cards?.held.length ?? 0,
    taps: cards?.taps ?? [],
    box: tally?.box ?? null,
    left: left(head, now),
  };
}
