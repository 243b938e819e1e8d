// @ts-check
/** Small parts of the keeper's page: forms that say what is under way and what was declined, and questions asked once. */

import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { button } from "../parts/button.js";
import { t } from "../words.js";

/** @typedef {import("./book.js").Book} Book */

/** What was declined here, below its field. @param {Book} book @param {string} slot */
export function declined(book, slot) {
  const no = book.no(slot);
  return no ? html`<p class="err" id="${slot}-fault">${icon("info")}<span>${no.message}</span></p>` : nothing;
}

/** The button at a form's end. @param {Book} book @param {string} slot @param {string} label @param {string} [look] */
export function send(book, slot, label, look = "") {
  const busy = book.busy(slot);
  return html`<button class="btn ${look}" data-act=${slot} aria-busy=${busy ? "true" : nothing}>${busy ? t("Sending…") : label}</button>`;
}

/**
 * A form whose sending is a job of the book's. What was written stays until it is kept.
 * @param {Book} book @param {string} slot @param {(data: FormData, form: HTMLFormElement) => Promise<string | void>} job
 */
export function sends(book, slot, job) {
  return (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    void book.act(slot, () => job(new FormData(form), form));
  };
}

/** @param {FormData} data @param {string} name */
export const text = (data, name) => String(data.get(name) ?? "").trim();

/**
 * Something that cannot be taken back: the button first asks, in place, and says what is lost.
 * @param {Book} book @param {string} slot @param {{label: string, what: string, yes: string, no?: string, run: () => unknown}} one
 */
export function onceMore(book, slot, { label, what, yes, no = t("Not now"), run }) {
  if (book.ui.asks !== slot) {
    const ask = () => (unfold(book, slot), focusSoon(`${slot}-asks`));
    return html`<button type="button" class="btn bare flush" id="${slot}-ask" @click=${ask}>${label}</button>`;
  }
  const back = () => (unfold(book, ""), focusSoon(`${slot}-ask`));
  return html`<div class="sheet stack close comes" role="group" aria-labelledby="${slot}-asks">
    <p id="${slot}-asks" tabindex="-1">${what}</p>${declined(book, slot)}
    <div class="row">${button(book, slot, { label: yes, run })}
      <button type="button" class="btn bare" @click=${back}>${no}</button></div></div>`;
}

/** @param {Book} book @param {string} slot */
function unfold(book, slot) {
  book.ui.asks = slot;
  book.draw();
}

/** Focus what the next drawing brings. @param {string} id */
export function focusSoon(id) {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/**
 * A part of the page that lies folded: a heading and one quiet line of what is in it.
 * @param {{id: string, title: string, meta?: unknown, open?: boolean, unfolded?: () => void}} one @param {unknown} inside
 */
export function fold({ id, title, meta = nothing, open = false, unfolded }, inside) {
  const toggled = (/** @type {Event} */ event) => event.target instanceof HTMLDetailsElement && event.target.open && unfolded?.();
  return html`<details class="fold" id=${id} ?open=${open} @toggle=${toggled}>
    <summary><h2>${title}</h2>${meta === nothing ? nothing : html`<span class="meta">${meta}</span>`}</summary>
    <div class="stack">${inside}</div></details>`;
}
