// @ts-check
// What the wall is drawn from: the stage and nothing else, because everybody in the room sees it.
import { left } from "../clock.js";

/** @typedef {ReturnType<typeof sight>} Sight */

/**
 * @param {{head: import("../protocol.js").StageHead, views: import("../views.js").Views, now: number, online: boolean, code: string, host: string,
 *   laid: Map<string, number>}} given `laid`: at which opening of a step a card came to lie on the wall
 */
export function sight({ head, views, now, online, code, host, laid }) {
  const { tally, board, cards } = views.stage;
  /** A section's part counts only while it speaks of the step that is on. @param {{step: number, part: any} | undefined} view */
  const partOf = (view) => (view && view.step === head.step && view.part?.kind === head.kind ? view.part : null);
  return {
    head, now, online, code, host, laid,
    /** @type {any} */ part: partOf({ step: head.step, part: head.part }),
    /** @type {any} */ tally: partOf(tally),
    /** @type {any} */ board: partOf(board),
    people: board?.people ?? [],
    here: tally?.here ?? board?.people.length ?? 0,
    cards: cards?.cards ?? [],
    left: left(head, now),
  };
}
