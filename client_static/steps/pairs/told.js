// @ts-check
/** From what a pairs step shows to what a listener needs to know. */

import { leadName } from "../../panel/context.js";
import { t } from "../../words.js";
import { heard } from "./clock.js";
import { isLost } from "./lost.js";
import { changes, titleOf } from "./said.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("./said.js").Seen} Seen */

/** @param {Ctx} ctx @returns {(Seen & import("../../panel/later.js").Telling) | null} */
export function pairsTold(ctx) {
  const { head } = ctx;
  if (head.phase !== "running" || head.gate || !ctx.part) return null;
  const is = seen(ctx);
  return { ...is, since: (was, moved) => changes(was, is, moved), title: titleOf(is) };
}

/** @param {Ctx} ctx @returns {Seen} */
function seen(ctx) {
  const { head, board } = ctx;
  /** @type {Mine | null} */ const mine = ctx.mine;
  const { at, bell, fresh } = mine ? heard(head, mine, ctx.now) : { at: null, bell: /** @type {const} */ (""), fresh: false };
  const now = ctx.part.phase === "back" ? board?.introductions[board.turn] : undefined;
  return {
    being: mine?.being ?? "",
    over: ctx.part.phase === "back",
    company: mine?.partners.map(({ name }) => name) ?? [],
    room: mine && !mine.room_link ? mine.place : null,
    speaker: at?.who?.name ?? "", speaks: at?.who?.seat === ctx.own, begins: at?.turn === 0, swapped: at?.swapped ?? false,
    bell, fresh,
    lost: (mine && isLost(ctx, mine)?.name) ?? "",
    unwished: mine?.unwished ?? false,
    call: mine?.call ?? "no",
    calls: (ctx.arranged?.groups ?? []).filter((/** @type {{call: string}} */ { call }) => call === "asked").length,
    told: mine?.told ?? [],
    lead: leadName(ctx, t("Whoever leads")),
    baton: now ? { turn: board.turn, by: now.by.name, whom: now.whom.name, mine: now.by.seat === ctx.own } : null,
  };
}
