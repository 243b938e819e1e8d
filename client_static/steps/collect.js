// @ts-check
/** collect: one input each, opened together. Unsigned ones are sealed like cards: all of that is in ../parts/cards/. */

import { html, nothing } from "../vendor/lit.js";
import { sendDraft } from "../panel/desks.js";
import { cards } from "../panel/later.js";
import { another, body, prompt } from "../parts/body.js";
import { button } from "../parts/button.js";
import { icon } from "../parts/icon.js";
import { count, mix, t } from "../words.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */
/** @typedef {import("../parts/desk.js").Desk} Desk */

/** @param {Ctx} ctx @returns {import("./index.js").PanelStep} */
export function panel(ctx) {
  const { head, part } = ctx;
  if (!part) return { above: prompt(head) };
  if (part.opened) return { above: html`<h1>${head.title}</h1>${opened(ctx)}${head.body ? html`<details><summary>${t("The question")}</summary>${body(head.body)}</details>` : nothing}` };
  const unsigned = part.signed === "unsigned";
  return { above: html`${prompt(head)}${another(head)}`, desk: desk(ctx, unsigned), below: unsigned ? cards()?.unsignedBelow(ctx) : html`${named()}${ownNamed(ctx)}${given(ctx)}` };
}

/** @param {Ctx} ctx @param {boolean} unsigned @returns {Desk} */
function desk(ctx, unsigned) {
  const { head, part } = ctx;
  const id = head.step_id;
  /** @type {import("../drafts.js").Draft} */
  const draft = { text: ctx.drafts.text(id), step: head.step, title: head.title, label: part.label, way: unsigned ? "unsigned" : "named" };
  if (unsigned) return { id, draft, current: true, presses: [], ...cards()?.unsignedDesk(ctx, id, draft) };
  return {
    id, draft, current: true,
    fault: ctx.ui.faults.get(id),
    presses: [{
      label: ctx.mine?.yours ? t("Put this in its place") : t("Add it"), look: "go wide",
      missing: draft.text.trim() ? undefined : t("Write something first"), run: () => sendDraft(ctx, id, draft),
    }],
    after: ctx.offline.shown && ctx.busy(`desk-${id}-0`) ? html`<p class="own">${icon("later", "sm")}${t("Waits for the line to come back")}</p>` : nothing,
  };
}

const named = () => html`<div class="tell">${icon("people")}<p>${t("Told with your name. All answers are opened at one moment.")}</p></div>`;

/** @param {Ctx} ctx */
function ownNamed(ctx) {
  const yours = ctx.mine?.yours;
  if (!yours) return nothing;
  const { head, part } = ctx;
  const change = () => {
    ctx.drafts.put(head.step_id, { text: yours, step: head.step, title: head.title, label: part.label, way: "named" });
    ctx.draw();
    document.getElementById(`desk-${head.step_id}`)?.focus();
  };
  return html`<section class="stack tight"><h2>${t("Yours so far")}</h2>
    <div class="sheet stack tight"><p class="voice small">${yours}</p><p class="own">${icon("check", "sm")}${t("Kept")}</p>
      <div class="acts"><button type="button" class="btn" @click=${change}>${icon("edit")}${t("Change it")}</button>
      ${button(ctx, "take_back", { label: t("Take it back"), icon: "undo", run: () => ctx.ask("take_back", "take_back", { step: head.step }) })}</div></div></section>`;
}

/** @param {Ctx} ctx */
function given({ tally }) {
  if (!tally || tally.given === null) return nothing;
  const so = html`<b class="num">${t("{given} of {of}", tally)}</b>`;
  return html`<p class="note">${mix("{so} have answered.", { so })}</p>`;
}

/** @param {Ctx} ctx */
function opened({ board, part, own }) {
  if (!board) return nothing;
  const { answers } = board;
  if (!answers.length) return html`<p class="note">${board.standing === "closed" ? t("Too few were here to open anything. What was written stays with whoever wrote it.") : t("No answers this time.")}</p>`;
  if (part.signed === "unsigned") {
    return html`<p class="note">${count(answers.length, "One answer. It came without a name.", "{n} answers, shuffled. They came without names.")} ${board.n ? stood(board) : ""}</p>
      <ul class="spread comes">${answers.map((/** @type {any} */ one) => html`<li class="card"><p class="voice small">${words(one)}</p></li>`)}</ul>`;
  }
  return html`<p class="note">${count(answers.length, "One answer.", "{n} answers.")}</p>
    <ul class="spread">${answers.map((/** @type {any} */ one) => html`<li class="say stack tight"><p class="kicker">${one.name}${one.id === own ? ` ${t("(you)")}` : ""}</p><p class="voice small">${words(one)}</p></li>`)}</ul>`;
}

/** How many could have written. @param {{n: number, standing: string}} board */
const stood = ({ n, standing }) => (standing === "anonymous" ? t("Anonymous, one of {n}.", { n }) : t("Unsigned, one of {n}.", { n }));

/** @param {{text: string | null}} answer */
const words = ({ text }) => text ?? t("These words were removed.");
