// @ts-check
/** New people: by name, one a line, or from a table file. A file with a fault in it changes nothing. */

import { html, nothing } from "../vendor/lit.js";
import { button } from "../parts/button.js";
import { icon } from "../parts/icon.js";
import { count, t } from "../words.js";
import { peopleOf } from "./lines.js";
import { copyText } from "./save.js";
import { declined, focusSoon, send, sends, text } from "./parts.js";

/** @typedef {import("./book.js").Book} Book */

/** @param {Book} book */
export function adding(book) {
  const none = !book.group.members.length;
  return html`<details class="fold" ?open=${none}><summary>${icon("plus", "sm")}${t("Add people")}</summary>
      <form class="stack" novalidate @submit=${sends(book, "add", (data, form) => added(book, data, form))}>
        <div class="field"><label for="add-people">${t("One person a line; a pronoun after a comma, if you know it")}</label>
          <textarea class="in plain" id="add-people" name="people" rows="4" spellcheck="false" autocomplete="off" placeholder=${"Ana, she/her\nBen"}></textarea></div>
        ${declined(book, "add")}
        <div class="row">${send(book, "add", t("Add them"))}</div>
      </form></details>
    <details class="fold"><summary>${icon("notes", "sm")}${t("Import a list (CSV)")}</summary>${importing(book)}</details>`;
}

/** @param {Book} book @param {FormData} data @param {HTMLFormElement} form */
async function added(book, data, form) {
  const members = peopleOf(text(data, "people"));
  if (!members.length) throw new Error(t("Write at least one name."));
  const answer = await book.ask("POST", "/members", { json: { members } });
  form.reset();
  await welcomed(book, answer.members);
  return count(members.length, "1 person is added. Their link is shown only now.", "{n} people are added. Their links are shown only now.");
}

/** Their links stand above the list until they are put away. @param {Book} book @param {import("./book.js").PersonalLink[]} links */
async function welcomed(book, links) {
  if (links.length) Object.assign(book.ui, { links: [...book.ui.links, ...links], taken: false, copied: "" });
  await book.load();
  if (links.length) focusSoon("links-title");
}

const EXAMPLE = "name,pronoun,reports_to,apart,together,shift\nAna,she/her,,,,day\nBen,he/him,Ana,,Chi,night\nChi,they/them,Ana,Dov,,night\nDov,,,,,day\n";

/** @param {Book} book */
function importing(book) {
  const copy = async () => book.say((await copyText(EXAMPLE)) ? t("The example is copied.") : t("Mark the example and copy it from there."));
  return html`<form class="stack" novalidate @submit=${sends(book, "import", (data, form) => imported(book, data, form))}>
    <p class="note">${t("The first row names the columns. Only “name” is needed; “reports_to”, “apart” and “together” hold names, and every other column becomes a tag.")}</p>
    <details><summary>${t("A small example")}</summary><div class="stack close"><pre class="well" tabindex="0">${EXAMPLE}</pre>
      <div class="row">${button(book, "example", { label: t("Copy the example"), icon: "copy", run: copy })}</div>
      <p class="meta">${t("Several names in one field stand between semicolons. Whoever reports to somebody is never paired with them.")}</p></div></details>
    <div class="field"><label for="csv-file">${t("File from your computer")}</label>
      <input class="in" id="csv-file" name="file" type="file" accept=".csv,.tsv,.txt,text/csv"></div>
    <div class="field"><label for="csv-text">${t("Or paste the rows here")}</label>
      <textarea class="in plain" id="csv-text" name="rows" rows="4" spellcheck="false" autocomplete="off" wrap="off"></textarea></div>
    ${faults(book)}
    ${book.ui.imported ? html`<p class="own kept">${icon("check")}${book.ui.imported}</p>` : nothing}
    <div class="row">${send(book, "import", t("Import the list"))}</div>
  </form>`;
}

/** @param {Book} book */
function faults(book) {
  const no = book.no("import");
  if (!no?.faults.length) return declined(book, "import");
  return html`<div class="tell rust">${icon("info")}<div class="stack tight">
    <p><b>${t("Nothing was imported.")}</b> ${count(no.faults.length, "One thing in the list needs mending:", "{n} things in the list need mending:")}</p>
    <ul class="faults" id="import-fault">${no.faults.map((one) => html`<li><b>${where(one)}</b> ${one.message}</li>`)}</ul></div></div>`;
}

/** @param {import("./book.js").CsvFault} fault */
function where({ row, column }) {
  return column ? t("Row {row}, column {column}:", { row, column }) : t("Row {row}:", { row });
}

/** @param {Book} book @param {FormData} data @param {HTMLFormElement} form */
async function imported(book, data, form) {
  book.ui.imported = "";
  const file = data.get("file");
  const chosen = file instanceof File && file.size > 0 ? file : null;
  const field = form.elements.namedItem("file");
  // A file that is mended on disk must be chosen anew: the browser does not read it again under its old choice.
  if (field instanceof HTMLInputElement) field.value = "";
  const csv = chosen ? await chosen.arrayBuffer().catch(() => null) : text(data, "rows");
  if (csv === null) throw new Error(t("The file could not be read. Choose it once more."));
  if (!csv) throw new Error(t("Choose a file, or paste the rows."));
  const answer = await book.ask("POST", "/import", { csv });
  form.reset();
  const words = [
    count(answer.added.length, "1 person is added", "{n} people are added"),
    count(answer.changed, "1 changed", "{n} changed"),
    count(answer.apart + answer.together, "1 rule of who meets whom", "{n} rules of who meets whom"),
  ];
  book.ui.imported = `${words.join(", ")}.`;
  await welcomed(book, answer.added);
  return book.ui.imported;
}
