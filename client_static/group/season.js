// @ts-check
/** A season: the circles ahead planned in one go, so that everybody sees how fair it will be. */

import { html, nothing } from "../vendor/lit.js";
import { button } from "../parts/button.js";
import { count, list, number, capital, t } from "../words.js";
import { declined, fold, onceMore, send, sends, text } from "./parts.js";

/** @typedef {import("./book.js").Book} Book */
/** @typedef {{groups: string[][], repeats: number}} Round */
/** @typedef {{announced: boolean, rounds: Round[], words: string[], asked: Asked, used: number}} Season `rounds`: to come; `used`: those that are over */
/** @typedef {{sessions: number, rounds: number, size: number}} Asked */

/** @type {Asked} */
const USUAL = { sessions: 6, rounds: 1, size: 2 };

/** @param {Book} book */
export function season(book) {
  const { season } = book.ui;
  const meta = season?.announced ? t("announced") : nothing;
  const look = () => season ?? void book.act("season", () => shown(book, USUAL));
  return fold({ id: "season", title: t("A season"), meta, unfolded: look }, html`
    <p class="note">${t("Plan the pairs of several circles ahead. Nothing is fixed before you announce it; after that, pairs change only where somebody comes or goes.")}</p>
    ${book.group.members.length < 2 ? html`<p class="note">${t("It takes two people at least.")}</p>` : html`${season?.announced ? nothing : form(book)}${season ? plan(book, season) : nothing}`}`);
}

/** @param {Book} book */
function form(book) {
  const asked = book.ui.season?.asked ?? USUAL;
  return html`<form class="stack close" novalidate @submit=${sends(book, "season", (data) => shown(book, read(data)))}>
    <div class="beside">
      ${amount("sessions", t("Circles"), 1, 52, asked.sessions)}${amount("rounds", t("Rounds in each"), 1, 12, asked.rounds)}
      <div class="field"><label for="season-size">${t("Together in")}</label><select class="in" id="season-size" name="size">
        ${[[2, t("pairs")], [3, t("threes")], [4, t("fours")]].map(([size, words]) => html`<option value=${size} ?selected=${size === asked.size}>${words}</option>`)}</select></div>
    </div>
    ${declined(book, "season")}
    <div class="row">${send(book, "season", t("Show the plan"))}</div></form>`;
}

/** @param {string} name @param {string} label @param {number} least @param {number} most @param {number} value */
function amount(name, label, least, most, value) {
  return html`<div class="field"><label for="season-${name}">${label}</label>
    <input class="in num" id="season-${name}" name=${name} type="number" inputmode="numeric" min=${least} max=${most} .value=${String(value)}></div>`;
}

/** @param {FormData} data @returns {Asked} raises Error with words for people */
function read(data) {
  const [sessions = 0, rounds = 0, size = 2] = ["sessions", "rounds", "size"].map((name) => Number(text(data, name)));
  if (!Number.isInteger(sessions) || sessions < 1 || sessions > 52) throw new Error(t("Between 1 and 52 circles, please."));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 12) throw new Error(t("Between 1 and 12 rounds in each, please."));
  return { sessions, rounds, size };
}

/** @param {Book} book @param {Asked} asked */
async function shown(book, asked) {
  const given = await book.ask("GET", `/season?${new URLSearchParams(Object.entries(asked).map(([name, n]) => [name, String(n)]))}`);
  book.ui.season = { announced: given.announced, rounds: given.rounds, words: given.words, asked: given.season ?? asked, used: given.season?.used ?? 0 };
  return given.words.join(" ");
}

/** People have come or gone, or a rule has changed: what is shown follows. @param {Book} book */
export async function followed(book) {
  const { season } = book.ui;
  if (season) await shown(book, season.asked).catch(() => (book.ui.season = null));
}

/** @param {Book} book @param {Season} season */
function plan(book, season) {
  return html`<section class="stack close" aria-labelledby="plan-title"><h3 id="plan-title">${season.announced ? t("The plan that is announced") : t("The plan")}</h3>
    <ul class="plain-list stack tight">${season.words.map((words) => html`<li>${words}</li>`)}</ul>
    ${season.rounds.length ? html`<details><summary>${t("Round by round")}</summary><ol class="rounds">${season.rounds.map((round, i) => roundOf(book, season, round, season.used + i))}</ol></details>` : nothing}
    ${declined(book, "announce")}
    ${season.announced ? letGo(book) : html`<div class="row">${button(book, "announce", { label: t("Announce it"), run: () => announced(book, season.asked) })}</div>
      <p class="meta">${t("The next circles of this group then begin with these pairs.")}</p>`}
  </section>`;
}

/** @param {Book} book @param {Season} season @param {Round} round @param {number} at counted from the season's first */
function roundOf(book, season, round, at) {
  const each = season.asked.rounds;
  const circle = Math.floor(at / each) + 1;
  const title = each > 1 ? t("Circle {n}, round {m}", { n: circle, m: (at % each) + 1 }) : t("Circle {n}", { n: circle });
  const nameOf = (/** @type {string} */ id) => book.group.members.find((one) => one.id === id)?.name ?? t("somebody");
  return html`<li><b>${title}</b>${round.repeats ? html` <span class="meta">${capital(count(round.repeats, "{words} pair meets again", "{words} pairs meet again", { words: number(round.repeats) }))}</span>` : nothing}
    <ul>${round.groups.map((group) => html`<li dir="auto">${list(group.map(nameOf))}</li>`)}</ul></li>`;
}

/** @param {Book} book @param {Asked} asked */
const announced = (book, asked) => book.act("announce", async () => {
  await book.ask("PUT", "/season", { json: asked });
  await shown(book, asked);
  return t("The season is announced.");
});

/** @param {Book} book */
function letGo(book) {
  return onceMore(book, "let-go", {
    label: t("Let it go"),
    what: t("Let the plan go? Pairs are then drawn anew in each circle, by the same rules. Who has met stays known."),
    yes: t("Let the plan go"),
    run: () => book.act("let-go", async () => {
      await book.ask("DELETE", "/season");
      book.ui.asks = "";
      await shown(book, book.ui.season?.asked ?? USUAL);
      return t("The plan is let go.");
    }),
  });
}
