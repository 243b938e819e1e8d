// @ts-check
/**
 * What is kept: the stored form of this circle's cards, read from the store when somebody asks for it. Nothing is made
 * nicer here; whoever wonders whether a card leads back to them sees what there is to lead back.
 */

import { html, nothing, repeat } from "../../vendor/lit.js";
import { count, t } from "../../words.js";
import { icon } from "../icon.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {{seq: number, id: string, hash: string, events: {type: string}[]}} Entry */
/** @typedef {{entries: Entry[], others: number, words: {id: string, text: string | null, bytes: number}[]}} Kept */

/** @param {Ctx} ctx */
export function kept(ctx) {
  return html`<details @toggle=${(/** @type {any} */ event) => event.target.open && read(ctx)}>
    <summary>${icon("card")}${t("What is kept of cards")}</summary>
    <div class="stack close">${inside(ctx, ctx.ui.kept)}</div></details>`;
}

/** @param {Ctx} ctx */
async function read(ctx) {
  ctx.ui.kept = "reading";
  ctx.draw();
  try {
    const answer = await fetch("/api/kept", { headers: { Authorization: `Bearer ${ctx.pass}` }, cache: "no-store", referrerPolicy: "no-referrer" });
    ctx.ui.kept = answer.ok ? await answer.json() : null;
  } catch {
    ctx.ui.kept = null;
  }
  ctx.draw();
}

/** @param {Ctx} ctx @param {Kept | "reading" | null} found */
function inside(ctx, found) {
  if (found === "reading") return html`<p class="note">${t("Reading the store…")}</p>`;
  if (!found) return html`<p class="note">${t("This could not be read just now. Close it and open it again.")}</p>`;
  return html`<p class="note">${t("Read from the server’s store just now, as it stands there. No entry has a time finer than its beat, and none a person, unless somebody said by name that a card is theirs.")}</p>
    ${found.entries.some(opened) ? nothing : html`<p>${t("No card, tap or unsigned answer has opened yet. What is still sealed lies in the panels and nowhere else.")}</p>`}
    ${repeat(found.entries, (entry) => entry.seq, (entry) => html`<pre class="kept" tabindex="0" translate="no" dir="ltr">${written(entry)}</pre>`)}
    ${found.words.length ? html`<h2>${t("Words, each of which can be erased alone")}</h2>
      <ul class="stack tight">${repeat(found.words, (one) => one.id, words)}</ul>` : nothing}
    <p class="note">${count(found.others, "{n} other entry says who came and which step was on; none of them says anything of a card.", "{n} other entries say who came and which step was on; none of them says anything of a card.")}</p>
    <p class="note">${t("Backups of the server keep what they have until they are deleted.")}</p>`;
}

/** @param {Entry} entry */
const opened = ({ events }) => events.some(({ type }) => type === "opened" || type === "answers_opened");

/** @param {Entry} entry */
const written = ({ seq, id, hash, events }) => `${seq}  ${id}  ${hash.slice(0, 16)}…\n${JSON.stringify(events, null, 1)}`;

/** @param {Kept["words"][number]} one */
function words({ id, text, bytes }) {
  return html`<li class="sheet stack tight"><p class="meta" translate="no" dir="ltr">${id}</p>
    <p class="voice small">${text ?? t("{bytes} bytes that are not for all of us", { bytes })}</p></li>`;
}
