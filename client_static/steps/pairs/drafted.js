// @ts-check
/** Lines on their way into the pair's note. They stay until they are known to be kept, also when the group moves on. */

import { html, nothing } from "../../vendor/lit.js";
import { createDrafts } from "../../drafts.js";
import { copy } from "../../parts/desk.js";
import { icon } from "../../parts/icon.js";
import { t } from "../../words.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** @type {import("../../drafts.js").Drafts | null} */
let drafts = null;

/** The lines of this circle, by step; a draft's `label` is whom it is about. @param {Ctx} ctx */
export const lines = (ctx) => (drafts ??= createDrafts({ slot: () => `tp:${ctx.code}:lines`, storage: () => sessionStorage }));

/** Whom the line that is being written is about. @param {Ctx} ctx @param {string} id */
export const aboutOf = (ctx, id) => lines(ctx).others("").find(([step]) => step === id)?.[1].label ?? "";

/** Lines of pairs that are over: who wrote them may copy them. @param {Ctx} ctx */
export function unsaid(ctx) {
  const { head } = ctx;
  const open = head.kind === "pairs" && ctx.mine?.being === "paired";
  return lines(ctx).others(open ? head.step_id : "").map(([id, draft]) => left(ctx, id, draft));
}

/** @param {Ctx} ctx @param {string} id @param {import("../../drafts.js").Draft} draft */
function left(ctx, id, { text, title }) {
  const field = `left-${id}`;
  return text ? html`<details><summary>${icon("edit")}${t("Your unsent line: {title}", { title })}</summary>
    <div class="stack tight"><textarea class="in" id=${field} readonly aria-label=${t("Your unsent line")} .value=${text}></textarea>
    <div class="acts"><button type="button" class="btn" @click=${() => copy(ctx, text, field)}>${icon("copy")}${t("Copy it for myself")}</button>
      <button type="button" class="btn" @click=${() => (lines(ctx).drop(id), ctx.draw())}>${t("Put away")}</button></div></div></details>` : nothing;
}
