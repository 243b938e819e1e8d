// @ts-check
/** Notes for whoever leads; among peers they show to all. */

import { html, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { inside } from "./body.js";

/** @param {import("../protocol.js").NotesPart | null} notes */
export function notesOf(notes) {
  if (!notes || !(notes.say || notes.watch || notes.mend)) return nothing;
  /** @type {[string, string][]} */
  const kinds = [[t("Say"), notes.say], [t("Watch for"), notes.watch], [t("If it goes wrong"), notes.mend]];
  return html`<dl class="notes">${kinds.map(([name, words]) => (words ? html`<div><dt>${name}</dt><dd>${inside(words)}</dd></div>` : nothing))}</dl>`;
}
