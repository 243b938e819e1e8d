// @ts-check
/** The keeper's page of a group: start a circle, the people and their links, and what is kept about who meets whom. */

import { html, nothing, render } from "./vendor/lit.js";
import { adding } from "./group/adding.js";
import { createBook, Declined } from "./group/book.js";
import { circle } from "./group/circle.js";
import { openKeeper } from "./group/keeper.js";
import { shownOnce } from "./group/links.js";
import { memory, thisGroup, wayBack } from "./group/memory.js";
import { roster } from "./group/roster.js";
import { rules } from "./group/rules.js";
import { followed, season } from "./group/season.js";
import { mark, stone } from "./parts/icon.js";
import { createStatus } from "./status.js";
import { count, t } from "./words.js";

/** @typedef {import("./group/book.js").Book} Book */

const id = document.body.dataset["group"] ?? "";
const keeper = openKeeper({ id, window });
const region = document.getElementById("status") ?? document.body.appendChild(document.createElement("p"));
const status = createStatus(region);
const root = freshRoot();
/** @type {"opening" | "open" | "none" | "away" | "gone"} `away`: it could not be asked for just now */
let screen = "opening";

/** @type {Book} */
const book = createBook({ id, key: keeper.key, say: (words) => void (words && status.say(words)), draw, loaded: () => followed(book) });

/** The page's waiting text is a main of its own; what is drawn brings its own landmarks. */
function freshRoot() {
  const fresh = document.createElement("div");
  fresh.id = "app";
  fresh.className = "shell";
  document.getElementById("app")?.replaceWith(fresh);
  if (!fresh.isConnected) document.body.prepend(fresh);
  return fresh;
}

async function open() {
  if (!keeper.key) return show("none");
  show("opening");
  try {
    await Promise.all([book.load(), modules()]);
    show("open");
  } catch (no) {
    show(no instanceof Declined && no.status >= 400 && no.status < 500 && no.status !== 429 ? "none" : "away");
  }
}

/** Without them the page still keeps the group. */
async function modules() {
  const answer = await fetch("/api/modules", { credentials: "omit" }).catch(() => null);
  book.modules = answer?.ok ? await answer.json().catch(() => []) : [];
}

/** @param {typeof screen} now */
function show(now) {
  screen = now;
  draw();
}

function draw() {
  const name = book.open && screen === "open" ? `${book.group.name} – ` : "";
  document.title = `${name}Talking Piece`;
  render(html`<header class="row"><a class="brand" href="/">${mark()}Talking Piece</a></header>${middle()}`, root);
}

function middle() {
  if (screen === "open" && book.open) return html`<main class="stack loose">${page(book)}</main>`;
  const words = WORDS[screen === "open" ? "opening" : screen]();
  return html`<main class="stack">${screen === "opening" ? stone(true) : nothing}<h1 class="voice big">${words.title}</h1>
    ${words.note ? html`<p class="note">${words.note}</p>` : nothing}
    ${screen === "away" ? html`<div class="row"><button type="button" class="btn" @click=${open}>${t("Try again")}</button></div>` : nothing}</main>`;
}

/** @type {Record<"opening" | "none" | "away" | "gone", () => {title: string, note: string}>} */
const WORDS = {
  opening: () => ({ title: t("The group’s page is being opened."), note: "" }),
  none: () => ({ title: t("This link opens no group."), note: t("It may have been cut off: the part after # belongs to it. Take the whole link as it was given to you.") }),
  away: () => ({ title: t("The group cannot be reached just now."), note: t("Nothing is lost. Try again in a moment.") }),
  gone: () => ({ title: t("The group is erased."), note: t("Its people, links and meetings are gone. You can close this window.") }),
};

/** @param {Book} book */
function page(book) {
  const { members, name } = book.group;
  return html`<h1 class="voice big" dir="auto">${name}</h1>
    ${keeper.fresh ? html`<section class="mine" aria-label=${t("The way back to this page")}><p>${t("The group is made. Keep the link to this page first: it is how you come back.")}</p>${wayBack(book)}</section>` : nothing}
    <div class="keeping">
      <div class="stack loose">
        ${circle(book)}
        <section class="stack" aria-labelledby="people-title">
          <div class="row"><h2 class="voice" id="people-title" tabindex="-1">${t("People")}</h2>${members.length ? html`<span class="push note num">${count(members.length, "1 person", "{n} people")}</span>` : nothing}</div>
          ${book.ui.links.length ? shownOnce(book) : nothing}
          ${roster(book)}
          <div>${adding(book)}</div>
        </section>
      </div>
      <div class="aside">${rules(book)}${season(book)}${memory(book)}${thisGroup(book, { fresh: keeper.fresh, gone: () => show("gone") })}</div>
    </div>`;
}

addEventListener("hashchange", () => location.reload()); // another link, pasted over the address of this page
addEventListener("beforeunload", (event) => {
  if (book.ui.links.length && !book.ui.taken) event.preventDefault(); // links that nobody has taken are shown never again
});
// Circles begin and end, and others may keep this group too.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && screen === "open") book.load().catch(() => undefined);
});
void open();
