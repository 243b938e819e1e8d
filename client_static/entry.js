// @ts-check
/** Every page of a circle starts here: read the key, take it out of the address bar, and hand over to whoever draws. */

import { openKeys, plainCode } from "./keys.js";

/** @typedef {{root: HTMLElement, code: string, keys: import("./keys.js").Keys, shell: Shell}} Start */
/** @typedef {{ws: string, base: string, build: string, status: HTMLElement}} Shell what the server wrote into the page */

/** @returns {Shell} */
function shell() {
  const { ws = "", base = "", build = "" } = document.body.dataset;
  const own = `${location.origin.replace(/^http/, "ws")}/ws`;
  const status = document.getElementById("status") ?? document.body.appendChild(document.createElement("p"));
  return { ws: ws || own, base: base || new URL("./", import.meta.url).href, build, status };
}

/** The shell's waiting text is a main of its own; what is drawn brings its own landmarks. */
function root() {
  const fresh = document.createElement("div");
  fresh.id = "app";
  document.getElementById("app")?.replaceWith(fresh);
  if (!fresh.isConnected) document.body.prepend(fresh);
  return fresh;
}

async function start() {
  const code = plainCode(document.body.dataset.code ?? "");
  const keys = openKeys({ code, window });
  const { role } = keys.kept;
  const page =
    role === "facilitator" ? import("./console.js") : role === "wall" ? import("./wall.js") : role === "member" ? import("./panel/member.js") : import("./panel.js");
  const { start } = await page; // the waiting text stays until there is something to draw
  document.body.className = role === "facilitator" ? "console" : role === "wall" ? "wall" : "panel";
  start({ root: root(), code, keys, shell: shell() });
}

addEventListener("hashchange", () => location.reload()); // another link, pasted over the address of this page
start();
