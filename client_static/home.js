// @ts-check
// The front page: a code that is too short is said in place, and "Start" makes a session and goes to it.
// Without this file the code still works: its form is an ordinary link to the door.
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

/** @param {FormData} data @param {string} name */
function text(data, name) {
  return String(data.get(name) ?? "").trim();
}

/** @param {FormData} data */
function links(data) {
  return text(data, "room_links").split(/\s+/).filter(Boolean);
}

/** What is still missing in a start form, and where. @param {FormData} data
 * @returns {{field: string, words: string} | null} */
export function missing(data) {
  if (!text(data, "name")) return { field: "name", words: t("Write the name they shall call you by.") };
  if (links(data).some((link) => !/^https:\/\/[^/]/.test(link)))
    return { field: "room_links", words: t("Each link for a pair begins with https://.") };
  if (data.has("key") && !text(data, "key")) return { field: "key", words: t("Starting needs the key of whoever runs this place.") };
  return null;
}

/** What the server is asked for. A title or door that nobody chose is left out, so that its own default holds.
 * @param {string} module @param {FormData} data */
export function asked(module, data) {
  const [title, door, rooms] = [text(data, "title"), text(data, "door"), links(data)];
  return {
    module,
    led: text(data, "led"),
    ...(title && { title }),
    ...(door && { door }),
    ...(rooms.length && { room_links: rooms }),
  };
}

/** Where whoever starts goes. All of it stands in the fragment: it never reaches a server's log, and is taken out of
 * the address on arrival. The wall's key goes along, so that a wall can be opened from the console.
 * @param {{console_url: string, wall_key?: string}} opened @param {string} led @param {string} name */
export function place({ console_url: url, wall_key: wall }, led, name) {
  const more = new URLSearchParams({ name });
  if (led === "peers") more.set("led", "peers");
  else if (wall) more.set("w", wall);
  return `${url}${url.includes("#") ? "&" : "#"}${more}`;
}

/** @param {string} module @param {FormData} data @returns {Promise<string>} raises Error with words for people */
async function started(module, data) {
  const key = text(data, "key");
  const answer = await fetch("/api/sessions", {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(asked(module, data)),
  }).catch(() => null);
  const body = await answer?.json().catch(() => null);
  if (answer?.ok && body) return place(body, text(data, "led"), text(data, "name"));
  throw new Error(body?.error?.message ?? t("This could not be sent. What you wrote is still here. Try again."));
}

/** @param {HTMLFormElement} form */
function starting(form) {
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
    const lacks = missing(data);
    if (lacks) return told(form, line, lacks);
    fault(line, "");
    button.ariaBusy = "true";
    button.textContent = t("Making it ready…");
    try {
      location.assign(await started(form.dataset["module"] ?? "", data));
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
  if (form instanceof HTMLFormElement) starting(form);
}
for (const begin of document.querySelectorAll("details.begin")) {
  if (begin instanceof HTMLDetailsElement) begin.addEventListener("toggle", () => closeOthers(begin));
}
