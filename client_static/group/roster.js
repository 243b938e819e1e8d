// @ts-check
/** The people of the group: a line each, and in it what can be changed. */

import { html, nothing, repeat } from "../vendor/lit.js";
import { button } from "../parts/button.js";
import { icon } from "../parts/icon.js";
import { count, t } from "../words.js";
import { linkBox } from "./links.js";
import { tagLines, tagsOf } from "./lines.js";
import { declined, focusSoon, onceMore, send, sends, text } from "./parts.js";

/** @typedef {import("./book.js").Book} Book */
/** @typedef {import("./book.js").Member} Member */

const SEARCHED = 12; // from so many people on there is a field to find one

/** @param {readonly Member[]} members */
export const byName = (members) => [...members].sort((a, b) => a.name.localeCompare(b.name));

/** @param {Member} member @param {string} sought */
function found({ name, pronoun, tags }, sought) {
  return [name, pronoun, ...Object.values(tags)].join("\n").toLowerCase().includes(sought.trim().toLowerCase());
}

/** @param {Book} book */
export function roster(book) {
  const { members } = book.group;
  if (!members.length) return html`<p class="note">${t("Nobody is in this group yet.")}</p>`;
  const shown = byName(members).filter((member) => found(member, book.ui.filter));
  return html`${members.length >= SEARCHED ? search(book, shown.length) : nothing}
    <ul class="roster">${repeat(shown, (one) => one.id, (one) => line(book, one))}</ul>
    ${shown.length ? nothing : html`<p class="note">${t("Nobody here is called that.")}</p>`}`;
}

/** @param {Book} book @param {number} shown */
function search(book, shown) {
  const typed = (/** @type {any} */ event) => {
    book.ui.filter = event.target.value;
    book.draw();
  };
  return html`<div class="field"><label for="find">${t("Find somebody")}</label>
    <input class="in" id="find" type="search" autocomplete="off" spellcheck="false" @input=${typed}
      @change=${() => book.ui.filter && book.say(count(shown, "1 person", "{n} people"))}></div>`;
}

/** @param {Book} book @param {Member} member */
function line(book, member) {
  const { id, name, pronoun, tags } = member;
  const open = book.ui.person === id;
  const toggled = (/** @type {any} */ event) => {
    if (event.target !== event.currentTarget || event.target.open === (book.ui.person === id)) return;
    Object.assign(book.ui, { person: event.target.open ? id : "", renewed: null, asks: "" });
    book.draw();
  };
  return html`<li><details ?open=${open} @toggle=${toggled}>
    <summary id="who-${id}"><b dir="auto">${name}</b><span class="note">${pronoun}</span>
      <span class="note">${Object.entries(tags).map(([tag, value], i) => html`${i ? " · " : ""}<span class="vh">${tag}: </span>${value}`)}</span>${icon("edit", "sm")}</summary>
    ${open ? changing(book, member) : nothing}</details></li>`;
}

/** @param {Book} book @param {Member} member */
function changing(book, member) {
  const slot = `person-${member.id}`;
  return html`<div class="stack">
    <form class="stack" novalidate @submit=${sends(book, slot, (data) => changed(book, member, data))}>
      <div class="beside">
        <div class="field"><label for="${slot}-name">${t("Name")}</label><input class="in" id="${slot}-name" name="name" maxlength="60" autocomplete="off" .value=${member.name}></div>
        <div class="field"><label for="${slot}-pronoun">${t("Pronoun")}</label><input class="in" id="${slot}-pronoun" name="pronoun" maxlength="40" autocomplete="off" .value=${member.pronoun}></div>
      </div>
      <div class="field"><label for="${slot}-tags">${t("Tags, one a line")}</label>
        <textarea class="in plain" id="${slot}-tags" name="tags" rows="2" spellcheck="false" autocomplete="off" placeholder="shift: night" .value=${tagLines(member.tags)}></textarea></div>
      ${declined(book, slot)}
      <div class="row">${send(book, slot, t("Keep it"))}</div>
    </form>
    ${link(book, member)}
    ${onceMore(book, `remove-${member.id}`, {
      label: t("Remove {name}", { name: member.name }),
      what: t("Remove {name}? The name, the personal link, rules, wishes and meetings with {name} are erased. Reports of earlier circles stay as they are.", { name: member.name }),
      yes: t("Remove {name} for good", { name: member.name }),
      run: () => removed(book, member),
    })}
  </div>`;
}

/** @param {Book} book @param {Member} member @param {FormData} data */
async function changed(book, member, data) {
  const name = text(data, "name");
  if (!name) throw new Error(t("Everybody here needs a name."));
  const json = { name, pronoun: text(data, "pronoun"), tags: tagsOf(text(data, "tags")) };
  await book.ask("PATCH", `/members/${member.id}`, { json });
  await book.load();
  return t("Kept.");
}

/** @param {Book} book @param {Member} member */
function link(book, member) {
  const slot = `link-${member.id}`;
  const { renewed } = book.ui;
  if (renewed?.id === member.id) {
    return html`<div class="mine">${linkBox(book, `${slot}-field`, t("New link for {name}", { name: member.name }), renewed.link)}
      <p class="meta">${t("It is shown only now. The link from before opens nothing any more.")}</p></div>`;
  }
  const run = () => book.act(slot, () => renew(book, member));
  return html`<div class="stack tight">${declined(book, slot)}
    <div class="row">${button(book, slot, { label: t("Make a new link"), icon: "link", run })}</div>
    <p class="meta">${t("For a link that got lost. The one {name} has now stops working.", { name: member.name })}</p></div>`;
}

/** @param {Book} book @param {Member} member */
async function renew(book, { id, name }) {
  const { link } = await book.ask("POST", `/members/${id}/link`);
  book.ui.renewed = { id, name, link };
  focusSoon(`link-${id}-field`);
  return t("A new link for {name}. It is shown only now.", { name });
}

/** @param {Book} book @param {Member} member */
async function removed(book, { id, name }) {
  await book.act(`remove-${id}`, async () => {
    await book.ask("DELETE", `/members/${id}`);
    Object.assign(book.ui, { person: "", asks: "" });
    await book.load();
    focusSoon("people-title");
    return t("{name} is removed.", { name });
  });
}
