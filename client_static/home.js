// @ts-check
// The front page: a code that is too short is said in place, and "Start" makes a session and goes to it.
// Without this file the code still works: its form is an ordinary link to the door.
import { asked, keyless, make, missing, place, text } from "./beginning.js";
import { CODE_LENGTH, plainCode } from "./keys.js";
import { count, t } from "./words.js";

/** @param {string} code @returns {string} what to say about a code that cannot be one; empty when it can */
export function lack(code) {
  const lacks = CODE_LENGTH - code.length;
  if (lacks > 0)
    return count(lacks, "This code is too short. One character is missing.", "This code is too short. {n} characters are missing.");
  return lacks < 0 ? t("This code is too long. It has {n} characters.", { n: CODE_LENGTH }) : "";
}

/** Say what is missing under a field, or that nothing is.
 * @param {HTMLElement} line @param {string} words @param {HTMLElement | null} [field] */
function fault(line, words, field = null) {
  line.hidden = !words;
  line.textContent = words;
  if (!field) return;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (words) field.focus();
}

/** @param {HTMLFormElement} form */
function comingIn(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
  const line = /** @type {HTMLElement} */ (form.querySelector(".err"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = plainCode(field.value);
    const words = lack(code);
    fault(line, words, field);
    if (!words) location.assign(`/j/${encodeURIComponent(code)}`);
  });
}

/** A new circle. @param {HTMLFormElement} form @param {FormData} data @returns {Promise<string>} where to go */
async function circle(form, data) {
  const opened = await make("/api/sessions", asked(form.dataset["module"] ?? "", data), text(data, "key"));
  return place(opened, text(data, "led"), text(data, "name"));
}

/** @param {FormData} data @returns {{field: string, words: string} | null} */
function nameless(data) {
  if (!text(data, "group")) return { field: "group", words: t("Write what the group is called.") };
  return keyless(data);
}

/** A new group. `new`: its page shows its own link first, since nobody else has it. @param {FormData} data */
async function group(data) {
  const kept = await make("/api/groups", { name: text(data, "group") }, text(data, "key"));
  return `${kept.keeper_url}&new=1`;
}

/** @param {HTMLFormElement} form @param {(data: FormData) => {field: string, words: string} | null} wanting
 * @param {(data: FormData) => Promise<string>} go asks for it, and says where to go */
function starting(form, wanting, go) {
  const line = /** @type {HTMLElement} */ (form.querySelector("[data-fault]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button.go"));
  const words = button.textContent;
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLElement) event.target.removeAttribute("aria-invalid");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.ariaBusy === "true") return;
    const data = new FormData(form);
    const lacks = wanting(data);
    if (lacks) return told(form, line, lacks);
    fault(line, "");
    button.ariaBusy = "true";
    button.textContent = t("Making it ready…");
    try {
      location.assign(await go(data));
    } catch (refusal) {
      fault(line, refusal instanceof Error ? refusal.message : "");
      button.ariaBusy = "false";
      button.textContent = words;
    }
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement} line @param {{field: string, words: string}} lacks */
function told(form, line, lacks) {
  const field = form.elements.namedItem(lacks.field);
  if (!(field instanceof HTMLElement)) return;
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.setAttribute("aria-describedby", line.id);
  fault(line, lacks.words, field);
}

/** Only one start form stands open, so that the page stays one thing at a time. @param {HTMLDetailsElement} opened */
function closeOthers(opened) {
  if (!opened.open) return;
  for (const other of document.querySelectorAll("details.begin")) {
    if (other !== opened && other instanceof HTMLDetailsElement) other.open = false;
  }
}

const join = document.querySelector("form.joinbox");
if (join instanceof HTMLFormElement) comingIn(join);
for (const form of document.querySelectorAll("form[data-module]")) {
  if (form instanceof HTMLFormElement) starting(form, missing, (data) => circle(form, data));
}
const keep = document.querySelector("form[data-group]");
if (keep instanceof HTMLFormElement) starting(keep, nameless, group);
for (const begin of document.querySelectorAll("details.begin")) {
  if (begin instanceof HTMLDetailsElement) begin.addEventListener("toggle", () => closeOthers(begin));
}
