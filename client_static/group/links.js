// @ts-check
/** Personal links: shown once, since the server keeps only what they are checked against. */

import { html } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { count, t } from "../words.js";
import { copyText, csvRow, fileName, saveFile } from "./save.js";

/** @typedef {import("./book.js").Book} Book */

/** One link in a field of its own, to copy. @param {Book} book @param {string} id @param {string} label @param {string} link */
export function linkBox(book, id, label, link) {
  const copied = book.ui.copied === id;
  const copy = async () => {
    const done = await copyText(link);
    const field = document.getElementById(id);
    if (!done && field instanceof HTMLInputElement) field.select();
    book.ui.copied = done ? id : "";
    book.say(done ? t("The link is copied.") : t("The link is marked; copy it from here."));
    book.draw();
  };
  return html`<div class="stack tight"><label class="kicker" for=${id}>${label}</label>
    <div class="linkbox"><input class="in" id=${id} readonly .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}>
      <button type="button" class="btn" @click=${copy}>${icon(copied ? "check" : "copy")}${copied ? t("Copied") : t("Copy")}<span class="vh"> ${label}</span></button></div></div>`;
}

/** @param {Book} book */
export function shownOnce(book) {
  const { links } = book.ui;
  const all = links.map(({ name, link }) => `${name}: ${link}`).join("\n");
  const copyAll = async () => {
    const done = await copyText(all);
    if (!done) marked("all-links");
    taken(book, done ? "all" : "", done ? t("All links are copied.") : t("The links are marked; copy them from here."));
  };
  const save = () => {
    const rows = [csvRow(["name", "link"]), ...links.map(({ name, link }) => csvRow([name, link]))];
    saveFile(new Blob(["\ufeff", ...rows], { type: "text/csv" }), `${fileName(book.group.name)} – ${t("personal links")}.csv`);
    taken(book, "csv", t("The links are saved."));
  };
  const away = () => (Object.assign(book.ui, { links: [], taken: false, copied: "" }), book.draw(), document.getElementById("people-title")?.focus());
  return html`<section class="mine" aria-labelledby="links-title">
    <h3 id="links-title" tabindex="-1">${count(links.length, "One personal link", "{n} personal links")}</h3>
    <p>${t("They are shown only now. Send each person their own: whoever opens it sits in the circle under that name.")}</p>
    <textarea class="in plain" id="all-links" rows="4" readonly spellcheck="false" aria-label=${t("Names and links")} .value=${all}></textarea>
    <div class="row">
      <button type="button" class="btn" @click=${copyAll}>${icon(book.ui.copied === "all" ? "check" : "copy")}${book.ui.copied === "all" ? t("Copied") : t("Copy all")}</button>
      <button type="button" class="btn" @click=${save}>${icon("download")}${t("Download as CSV")}</button>
      <button type="button" class="btn bare" @click=${away}>${t("Put them away")}</button>
    </div>
    <p class="meta">${t("Should one get lost, make a new one at the person’s name.")}</p>
  </section>`;
}

/** @param {string} id */
function marked(id) {
  const field = document.getElementById(id);
  if (field instanceof HTMLTextAreaElement) field.select();
}

/** @param {Book} book @param {string} how @param {string} words */
function taken(book, how, words) {
  Object.assign(book.ui, { copied: how, taken: book.ui.taken || how !== "" });
  book.say(words);
  book.draw();
}
