// @ts-check
/** Which desks stand here: the one of the step that is on, and those of earlier steps with words still on them. */

import { copy } from "../parts/desk.js";
import { t } from "../words.js";

/** @typedef {import("./context.js").Ctx} Ctx */
/** @typedef {import("../parts/desk.js").Desk} Desk */

/** @param {Ctx} ctx @param {Desk | null} current @returns {Desk[]} */
export function desks(ctx, current) {
  const focused = deskInUse();
  if (focused && focused !== ctx.head.step_id) ctx.ui.pages.add(focused); // stays until it is folded: no button vanishes under a finger
  // Once the answers are open, words for this step are late like any other.
  const lying = ctx.drafts.others(current ? ctx.head.step_id : "").filter(([id, draft]) => draft.way !== "private" || ctx.ui.pages.has(id));
  const earlier = lying.map(([id, draft]) => unsent(ctx, id, draft));
  const known = [...(current ? [current] : []), ...earlier];
  // Somebody has just put the cursor into an empty field: it does not vanish under their hands.
  const last = focused && !known.some((desk) => desk.id === focused) ? ctx.ui.desks.get(focused) : undefined;
  if (last) known.push(unsent(ctx, last.id, { ...last.draft, text: "" }));
  ctx.ui.desks = new Map(known.map((desk) => [desk.id, desk]));
  return known;
}

/** Pages of one's own from earlier steps: kept, folded, for whoever looks for them. @param {Ctx} ctx @returns {[string, string][]} id and title */
export function folded(ctx) {
  const own = ctx.drafts.others(ctx.head.step_id).filter(([id, draft]) => draft.way === "private" && !ctx.ui.pages.has(id));
  return own.map(([id, draft]) => [id, draft.title]);
}

function deskInUse() {
  const field = document.activeElement;
  const desk = field instanceof HTMLTextAreaElement ? field.closest("[data-desk]") : null;
  return desk instanceof HTMLElement ? desk.dataset.desk : undefined;
}

/** @param {Ctx} ctx @param {string} id @param {import("../drafts.js").Draft} draft @returns {Desk} */
function unsent(ctx, id, draft) {
  const fold = { label: t("Fold it up"), run: () => (ctx.ui.pages.delete(id), ctx.draw()) };
  const away = { label: t("Put away"), run: () => (ctx.drafts.drop(id), ctx.draw()) };
  const keep = { label: t("Copy it for myself"), run: () => copy(ctx, draft.text, `desk-${id}`) };
  const box = { label: t("Put it in the box"), icon: "card", run: () => intoBox(ctx, id, draft.text) };
  const send = { label: ctx.offline.shown ? t("Send when back") : t("Send to that step"), run: () => sendDraft(ctx, id, draft) };
  const late = id === ctx.head.step_id; // those are opened already, and never change afterwards
  const presses = draft.way === "private" ? [keep, fold] : draft.way !== "named" ? [box, keep, away] : late ? [keep, away] : ctx.ui.faults.has(id) ? [send, keep, away] : [send, away];
  return { id, draft, current: false, fault: ctx.ui.faults.get(id), presses };
}

/** What was meant for one opening can go with the next as a card. @param {Ctx} ctx @param {string} id @param {string} text */
function intoBox(ctx, id, text) {
  const { concern } = ctx.ui;
  ctx.ui.cards.begun.set("", "");
  concern.text = [concern.text, text].filter((words) => words.trim()).join("\n\n");
  ctx.drafts.drop(id);
  ctx.openConcern();
}

/**
 * Send a draft with one's name. The words stay until they are known to be kept.
 * @param {Ctx} ctx @param {string} id @param {import("../drafts.js").Draft} draft
 */
export async function sendDraft(ctx, id, draft) {
  const { text, step } = draft;
  ctx.ui.faults.delete(id);
  const answer = await ctx.ask(`desk-${id}-0`, "write", { step, text });
  if (!answer) return;
  if (answer.ok) {
    ctx.drafts.drop(id, text);
    ctx.say(t("Kept."));
  } else ctx.ui.faults.set(id, answer.message ?? t("This could not be sent. Your words are still here. Try again, or copy them."));
  ctx.draw();
}
