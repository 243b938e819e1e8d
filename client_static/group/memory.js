// @ts-check
/** What is kept: who has met whom, for how long; and the end of it, of the meetings alone or of the whole group. */

import { html, nothing } from "../vendor/lit.js";
import { button } from "../parts/button.js";
import { count, t } from "../words.js";
import { linkBox } from "./links.js";
import { declined, focusSoon, fold, onceMore, send, sends, text } from "./parts.js";
import { fileName, saveFile } from "./save.js";

/** @typedef {import("./book.js").Book} Book */

/** @param {Book} book */
export function memory(book) {
  const { meetings, keep_months: months } = book.group;
  const kept = count(meetings, "1 meeting", "{n} meetings");
  return fold({ id: "memory", title: t("What is kept"), meta: kept }, html`
    <p class="note">${t("Two people who talked for at least half of their time have met: the two and the week are kept, so that new pairs can be found. Nothing of what was said is in it.")}</p>
    ${meetings ? html`<div class="row">${saving(book, "csv", t("Download as CSV"))}${saving(book, "json", t("Download as JSON"))}</div>` : nothing}
    ${declined(book, "save-csv")}${declined(book, "save-json")}
    <form class="stack close" novalidate @submit=${sends(book, "months", (data) => forMonths(book, data))}>
      <div class="field"><label for="months">${t("Forget a meeting after so many months")}</label>
        <input class="in num" id="months" name="months" type="number" inputmode="numeric" min="1" max="36" .value=${String(months)}></div>
      ${declined(book, "months")}<div class="row">${send(book, "months", t("Keep this"))}</div></form>
    ${meetings ? onceMore(book, "forget", {
      label: t("Erase all meetings"),
      what: t("Erase who has met whom? The people and their rules stay. Pairs may then meet again at once."),
      yes: t("Erase all meetings for good"),
      run: () => book.act("forget", () => forgotten(book)),
    }) : nothing}`);
}

/** @param {Book} book @param {"csv" | "json"} format @param {string} label */
function saving(book, format, label) {
  const slot = `save-${format}`;
  const run = () => book.act(slot, async () => {
    const answer = await book.answer("GET", `/history${format === "csv" ? "?format=csv" : ""}`);
    saveFile(await answer.blob(), `${fileName(book.group.name)} – ${t("meetings")}.${format}`);
    return t("Saved.");
  });
  return button(book, slot, { label, icon: "download", run });
}

/** @param {Book} book @param {FormData} data */
async function forMonths(book, data) {
  const months = Number(text(data, "months"));
  if (!Number.isInteger(months) || months < 1 || months > 36) throw new Error(t("Between 1 and 36 months, please."));
  await book.ask("PATCH", "", { json: { keep_months: months } });
  await book.load();
  return t("Kept.");
}

/** @param {Book} book */
async function forgotten(book) {
  await book.ask("DELETE", "/history");
  book.ui.asks = "";
  await book.load();
  focusSoon("memory");
  return t("All meetings are erased.");
}

/** The group itself: its name, the way back to this page, its end. @param {Book} book @param {{fresh: boolean, gone: () => void}} given */
export function thisGroup(book, { fresh, gone }) {
  return fold({ id: "this-group", title: t("This group") }, html`
    <form class="stack close" novalidate @submit=${sends(book, "rename", (data) => renamed(book, data))}>
      <div class="field"><label for="group-name">${t("What the group is called")}</label><input class="in" id="group-name" name="name" maxlength="120" autocomplete="off" .value=${book.group.name}></div>
      ${declined(book, "rename")}<div class="row">${send(book, "rename", t("Keep this name"))}</div></form>
    ${fresh ? nothing : wayBack(book)}
    <details><summary>${t("Erase this group")}</summary>
      <form class="stack close" novalidate @submit=${sends(book, "erase", (data) => erased(book, data, gone))}>
        <p class="note">${t("All of it is erased: the people and their links, the rules, the plan and who has met. Circles that are open go on. This cannot be taken back.")}</p>
        <div class="field"><label for="erase-name">${t("To be sure, write its name: {name}", { name: book.group.name })}</label><input class="in" id="erase-name" name="name" autocomplete="off"></div>
        ${declined(book, "erase")}<div class="row">${send(book, "erase", t("Erase the group for good"))}</div></form></details>`);
}

/** @param {Book} book */
export function wayBack(book) {
  return html`<div class="stack tight">${linkBox(book, "keeper-link", t("Your link to this page"), `${location.origin}/g/${book.id}#k=${book.key}`)}
    <p class="meta">${t("It is the only way back, and whoever has it keeps the group as you do. Store it where you store passwords; do not send it round.")}</p></div>`;
}

/** @param {Book} book @param {FormData} data */
async function renamed(book, data) {
  const name = text(data, "name");
  if (!name) throw new Error(t("Write what the group is called."));
  await book.ask("PATCH", "", { json: { name } });
  await book.load();
  return t("Kept.");
}

/** @param {Book} book @param {FormData} data @param {() => void} gone */
async function erased(book, data, gone) {
  if (text(data, "name") !== book.group.name.trim()) throw new Error(t("This is not the group’s name. Nothing was erased."));
  await book.ask("DELETE", "");
  gone();
}
