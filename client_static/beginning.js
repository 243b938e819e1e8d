// @ts-check
// Beginning a circle: what is asked for, what is missing in the form, and where whoever begins goes.
import { t } from "./words.js";

/** @param {FormData} data @param {string} name */
export function text(data, name) {
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
  return keyless(data);
}

/** The key, where this place asks for one. @param {FormData} data @returns {{field: string, words: string} | null} */
export function keyless(data) {
  if (!data.has("key") || text(data, "key")) return null;
  return { field: "key", words: t("Starting needs the key of whoever runs this place.") };
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

/**
 * Ask the server for something new. Raises Error with words for people.
 * @param {string} path @param {object} asked @param {string} key the operator's or a keeper's, if one is needed
 * @returns {Promise<any>}
 */
export async function make(path, asked, key) {
  const answer = await fetch(path, {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(asked),
  }).catch(() => null);
  const body = await answer?.json().catch(() => null);
  if (answer?.ok && body) return body;
  throw new Error(body?.error?.message ?? t("This could not be sent. What you wrote is still here. Try again."));
}
