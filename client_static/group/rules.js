// @ts-check
/** Who meets whom: never together, together if it can be, and better not of one kind. Each change is kept at once. */

import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { count, t } from "../words.js";
import { declined, fold, send, sends, text } from "./parts.js";
import { byName } from "./roster.js";

/** @typedef {import("./book.js").Book} Book */
/** @typedef {"apart" | "together"} Rule */
/** @typedef {{apart: [string, string][], together: [string, string][], differ: string[]}} Rules */

/** @param {Book} book */
export function rules(book) {
  const { apart, together, differ } = book.group;
  const all = apart.length + together.length + differ.length;
  return fold({ id: "rules", title: t("Who meets whom"), meta: all ? count(all, "1 rule", "{n} rules") : t("no rules") }, html`
    <p class="note">${t("Only you see these. A facilitator’s console says “a rule you keep”, panels say nothing.")}</p>
    ${ruleOf(book, "apart", { title: t("Keep apart"), note: t("These two are never put in one pair or group, whatever else would fit."), none: t("Nobody is kept apart.") })}
    ${ruleOf(book, "together", { title: t("Keep together"), note: t("These two are put together where it can be done."), none: t("Nobody is kept together.") })}
    ${different(book)}`);
}

/** @param {Book} book @param {Rule} rule @param {{title: string, note: string, none: string}} words */
function ruleOf(book, rule, words) {
  const pairs = book.group[rule];
  return html`<section class="stack close" aria-labelledby="${rule}-title"><h3 id="${rule}-title" tabindex="-1">${words.title}</h3>
    <p class="meta">${words.note}</p>
    ${pairs.length ? html`<ul class="people">${pairs.map((pair) => pairLine(book, rule, pair))}</ul>` : html`<p class="note">${words.none}</p>`}
    ${book.group.members.length > 1 ? another(book, rule) : nothing}
    ${declined(book, rule)}</section>`;
}

/** @param {Book} book @param {string} id */
const nameOf = (book, id) => book.group.members.find((one) => one.id === id)?.name ?? t("somebody");

/** @param {Book} book @param {Rule} rule @param {[string, string]} pair */
function pairLine(book, rule, pair) {
  const [one, other] = pair.map((id) => nameOf(book, id));
  const names = t("{one} and {other}", { one: one ?? "", other: other ?? "" });
  const run = () => void book.act(rule, async () => {
    await put(book, { [rule]: book.group[rule].filter((kept) => kept !== pair) });
    document.getElementById(`${rule}-title`)?.focus();
    return t("The rule is gone.");
  });
  return html`<li><span class="who" dir="auto">${names}</span>
    <button type="button" class="btn square push" aria-label=${t("Take away: {names}", { names })} @click=${run}>${icon("close", "sm")}</button></li>`;
}

/** @param {Book} book @param {Rule} rule */
function another(book, rule) {
  return html`<form class="stack tight" novalidate @submit=${sends(book, rule, (data, form) => add(book, rule, data, form))}>
    <div class="beside">${chooser(book, rule, "one", t("One"))}${chooser(book, rule, "other", t("The other"))}</div>
    <div class="row">${send(book, rule, rule === "apart" ? t("Keep them apart") : t("Keep them together"))}</div></form>`;
}

/** @param {Book} book @param {Rule} rule @param {string} name @param {string} label */
function chooser(book, rule, name, label) {
  return html`<div class="field"><label for="${rule}-${name}">${label}</label><select class="in" id="${rule}-${name}" name=${name}>
    <option value="">${t("Choose")}</option>${byName(book.group.members).map((one) => html`<option value=${one.id}>${one.name}</option>`)}</select></div>`;
}

/** @param {Book} book @param {Rule} rule @param {FormData} data @param {HTMLFormElement} form */
async function add(book, rule, data, form) {
  const [one, other] = [text(data, "one"), text(data, "other")];
  if (!one || !other) throw new Error(t("Choose two people."));
  if (one === other) throw new Error(t("Choose two different people."));
  await put(book, { [rule]: [...book.group[rule], [one, other]] });
  form.reset();
  return t("Kept.");
}

/** @param {Book} book @param {Partial<Rules>} change */
async function put(book, change) {
  const { apart, together, differ } = book.group;
  await book.ask("PUT", "/rules", { json: { apart, together, differ, ...change } });
  await book.load();
}

/** @param {Book} book */
function different(book) {
  const { members, differ } = book.group;
  const tags = [...new Set([...members.flatMap((one) => Object.keys(one.tags)), ...differ])].sort();
  return html`<fieldset class="field"><legend>${t("Better not of one kind")}</legend>
    <p class="meta">${t("People who differ in what you choose here are put together first, where it can be done.")}</p>
    ${tags.length ? html`<div class="pick chips">${tags.map((tag) => chip(book, tag))}</div>` : html`<p class="note">${t("Give people tags first, such as “shift: night”.")}</p>`}
    ${declined(book, "differ")}</fieldset>`;
}

/** @param {Book} book @param {string} tag */
function chip(book, tag) {
  const { differ } = book.group;
  const changed = (/** @type {any} */ event) => {
    const { checked } = event.target;
    void book.act("differ", async () => {
      await put(book, { differ: checked ? [...differ, tag] : differ.filter((one) => one !== tag) });
      return checked ? t("Pairs differ in {tag} now, where it can be done.", { tag }) : t("{tag} plays no part any more.", { tag });
    }).then((done) => done || (event.target.checked = !checked));
  };
  return html`<label><input type="checkbox" .checked=${differ.includes(tag)} @change=${changed}><span>${tag}</span></label>`;
}
