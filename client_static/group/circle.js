// @ts-check
/** Starting a circle of this group: the module, who leads, the door; then straight to one's place. And those that are open. */

import { html, nothing } from "../vendor/lit.js";
import { asked, make, missing, place, text } from "../beginning.js";
import { spokenCode } from "../keys.js";
import { t } from "../words.js";
import { linkBox } from "./links.js";
import { declined, send } from "./parts.js";

/** @typedef {import("./book.js").Book} Book */

const SLOT = "start";

/** @param {Book} book */
export function circle(book) {
  return html`<section class="stack" aria-labelledby="circle-title">
    <h2 class="vh" id="circle-title">${t("Circles")}</h2>
    <details class="begin"><summary class="btn go">${t("Start a circle")}</summary>${form(book)}</details>
    ${book.group.sessions.map((one, at) => openCircle(book, one, at === 0))}
  </section>`;
}

/** @param {Book} book @param {import("./book.js").Circle} one @param {boolean} newest */
function openCircle(book, one, newest) {
  return html`<div class="sheet stack close open-circle">
    <div class="row"><h3>${one.title}</h3><span class="tag ${one.phase === "running" ? "leaf" : ""}">${one.phase === "running" ? t("going on") : t("not begun yet")}</span></div>
    <p class="note">${newest ? t("Personal links lead here now.") : t("A newer circle is open; personal links lead to that one.")} ${t("For anybody else, the code is {code}.", { code: spokenCode(one.code) })}</p>
    ${linkBox(book, `join-${one.session}`, t("Link for guests"), one.join_url)}
  </div>`;
}

/** @param {Book} book */
function form(book) {
  if (!book.modules.length) return html`<p class="note">${t("There is no module here yet. Whoever runs this place can add one.")}</p>`;
  return html`<form class="stack" novalidate @submit=${(/** @type {SubmitEvent} */ event) => started(book, event)} @input=${() => book.forgive(SLOT)}>
    <fieldset class="field"><legend>${t("What shall you do?")}</legend><div class="pick">${book.modules.map(choiceOf)}</div></fieldset>
    <div class="field"><label for="start-name">${t("What shall they call you?")}</label>
      <input class="in" id="start-name" name="name" maxlength="60" autocomplete="nickname" aria-describedby="start-fault"></div>
    <fieldset class="field"><legend>${t("Who leads")}</legend><div class="pick">
      ${choice("led", "facilitator", t("I lead, from a console beside the circle"), true)}
      ${choice("led", "peers", t("We lead ourselves; I begin, and keep a seat"))}</div></fieldset>
    ${whoBegins(book)}
    <details><summary>${t("Title, door and rooms")}</summary><div class="stack">
      <div class="field"><label for="start-title">${t("What shall this meeting be called?")} <span class="opt">${t("(if you like)")}</span></label>
        <input class="in" id="start-title" name="title" maxlength="120" autocomplete="off"></div>
      <fieldset class="field"><legend>${t("The door")}</legend><div class="pick">
        ${choice("door", "", t("Open until we start, then newcomers knock"), true)}
        ${choice("door", "open", t("Open the whole time"))}
        ${choice("door", "knock", t("Everyone knocks"))}</div></fieldset>
      <div class="field"><label for="start-rooms">${t("Rooms for pairs: one link a line")} <span class="opt">${t("(if you like)")}</span></label>
        <textarea class="in plain" id="start-rooms" name="room_links" rows="3" spellcheck="false" autocapitalize="off" autocomplete="off"></textarea>
        <p class="meta">${t("Each begins with https://. Without links, pairs find their own way to talk.")}</p></div>
    </div></details>
    ${book.group.sessions.length ? html`<p class="note">${t("A circle is open already. Personal links will then lead to the new one.")}</p>` : nothing}
    ${declined(book, SLOT)}
    ${send(book, SLOT, t("Go to my place"), "go")}
  </form>`;
}

/** Among peers whoever begins has a seat and a history like everybody. @param {Book} book */
function whoBegins({ group }) {
  if (!group.members.length) return nothing;
  return html`<div class="field"><label for="start-begins">${t("If you lead yourselves: who of the group are you?")}</label>
    <select class="in" id="start-begins" name="begins"><option value="">${t("Nobody on the list")}</option>${group.members.map(
      ({ id, name }) => html`<option value=${id}>${name}</option>`,
    )}</select></div>`;
}

/** @param {import("./book.js").Module} module @param {number} at */
function choiceOf(module, at) {
  const facts = t("{minutes} minutes, {low} to {high} people", { minutes: module.minutes, low: module.people[0], high: module.people[1] });
  return choice("module", module.name, html`<b>${module.title}</b><span class="meta">${facts}</span>`, at === 0);
}

/** @param {string} name @param {string} value @param {unknown} words @param {boolean} [chosen] */
function choice(name, value, words, chosen = false) {
  return html`<label><input type="radio" name=${name} value=${value} ?checked=${chosen}><span class="over">${words}</span></label>`;
}

/** @param {Book} book @param {SubmitEvent} event */
async function started(book, event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const data = new FormData(form);
  const lacks = missing(data);
  if (lacks) {
    book.decline(SLOT, lacks.words);
    const field = form.elements.namedItem(lacks.field);
    if (field instanceof HTMLElement) field.closest("details")?.setAttribute("open", "");
    if (field instanceof HTMLElement) field.focus();
    return;
  }
  await book.act(SLOT, async () => {
    const begins = text(data, "led") === "peers" && text(data, "begins");
    const opened = await make("/api/sessions", { ...asked(text(data, "module"), data), group: book.id, ...(begins && { begins }) }, book.key);
    location.assign(place(opened, text(data, "led"), text(data, "name")));
    return t("Making it ready…");
  });
}
