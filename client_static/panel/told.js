// @ts-check
/** From what is drawn to what a listener needs to know. */

import { t } from "../words.js";
import { cards, pairsTold } from "./later.js";

const MINUTE = 60_000;

/** @param {import("./context.js").Ctx} ctx @param {boolean} held @returns {import("../status.js").Told} */
export function told(ctx, held) {
  const { head, part, mine } = ctx;
  const own = head.kind === "pairs" ? pairsTold(ctx) : null;
  const timed = ctx.left !== null && !head.paused;
  const round = head.kind === "round" ? part : null;
  return {
    phase: head.phase, kind: head.kind, title: head.title, step: head.step, steps: head.steps, opening: head.opening,
    gate: head.gate, paused: head.paused,
    minute: timed && head.kind !== "pairs" && head.total_ms > 2 * MINUTE && Number(ctx.left) <= MINUTE,
    over: timed && Number(ctx.left) <= -2 * MINUTE,
    lead: head.lead.name || t("whoever leads"), held, leads: ctx.leads,
    turn: (round?.holder?.seat === ctx.own ? "holds" : head.kind === "round" && mine?.turn) || "", // the head is faster than the seat's own view
    holder: round?.holder?.name ?? "",
    next: Boolean(round?.next && round.next.seat === ctx.own),
    own,
    open: (head.kind === "collect" || head.kind === "window") && Boolean(part?.opened),
    all: head.kind === "agree" && ctx.tally !== null && ctx.tally.of > 0 && ctx.tally.yes === ctx.tally.of,
    added: head.added ?? false,
    middle: cards()?.middleTold(ctx) ?? null,
    knocks: ctx.knocks.length,
  };
}
