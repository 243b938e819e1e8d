// @ts-check
// pairs on the wall. Room links are not on it: they are for those who meet there. While pairs are planned it says nothing of it.
import { html, nothing, repeat } from "../vendor/lit.js";
import { body } from "../parts/body.js";
import { stone } from "../parts/icon.js";
import { left } from "../clock.js";
import { clockText, count, t } from "../words.js";
import { clockRing } from "./clock.js";
import { fitsInTheRing, size, withWords } from "./room.js";

/** @typedef {import("./sight.js").Sight} Sight */
/** @typedef {import("../protocol.js").PairGroup} Group */
/** @typedef {import("../protocol.js").Introduction} Introduction */

const MANY = 8; // plates that stand in one column
const MOST = 20; // plates that can be read in two columns; beyond, or of more than three people, everyone has their panel
const LETTERS = { big: 160, all: 640 }; // of released words that are read from across a room

/**
 * How long until half of the talk is over, in ms; null when it is, or when they do not talk.
 * @param {import("../protocol.js").StageHead} head @param {number} now server ms
 */
export function halfIn(head, now) {
  const remaining = left(head, now);
  const part = head.part?.kind === "pairs" && "half" in head.part ? head.part : null;
  if (remaining === null || part?.phase !== "talking" || part.half) return null;
  const until = remaining - head.total_ms / 2;
  return until > 0 ? until : null;
}

/** @param {Sight} sight */
export function wall(sight) {
  const phase = sight.part?.phase;
  if (phase === "talking") return talking(sight);
  return phase === "back" ? shared(sight) : gathering(sight);
}

/** @param {Sight} sight */
function gathering({ head, part, tally }) {
  const asked = part?.phase === "gathering" && tally ? t("{n} of {of} have answered. Your panel asks: are you there?", { n: tally.answered, of: tally.of }) : t("We go into pairs in a moment.");
  return html`<main class="said ${size(head.body)}"><h2 class="kicker">${head.title}</h2>${head.body ? body(head.body) : html`<p class="voice big">${head.title}</p>`}
    <p class="note">${asked}</p></main>`;
}

/** @param {Group} group */
function plate({ people, place }) {
  return html`<li><span class="plate"><b class="num"><span class="vh">${t("Room")} </span>${place}</b>${people.map((one, i) => html`${i ? stone() : nothing}<span dir="auto">${one.name}</span>`)}</span></li>`;
}

/** @param {Group[]} groups */
function readable(groups) {
  return groups.length <= MANY || (groups.length <= MOST && groups.every((group) => group.people.length <= 3));
}

/** @param {Sight} sight */
function talking(sight) {
  /** @type {Group[]} */
  const groups = sight.board?.groups ?? [];
  const half = halfIn(sight.head, sight.now);
  const soon = half === null ? nothing : html`<p class="kicker">${t("Half-time in {time}", { time: clockText(half) })}</p>`;
  if (!readable(groups)) {
    const said = html`<p class="note">${count(groups.length, "1 pair talks.", "{n} pairs talk.")} ${t("Your panel shows your room.")}</p>`;
    return withWords(sight, (words) => clockRing(sight, html`${words}${soon}${said}`));
  }
  const many = groups.length > MANY;
  const plates = html`<ul class="plates ${many ? "many" : ""}" aria-label=${t("Pairs, by room")}>${repeat(groups, (group) => group.place, plate)}</ul>`;
  // Two columns and long words find no room beside each other; the words are in every panel.
  const read = many && !fitsInTheRing(sight.head.body) ? { ...sight, head: { ...sight.head, body: "" } } : sight;
  return withWords(read, (words) => clockRing(sight, html`${words}${soon}`), plates);
}

/** As many lines as can be read, and how many more there are. @param {string[]} lines */
function legible(lines) {
  let letters = 0;
  const shown = lines.filter((line, i) => (letters += line.length) <= LETTERS.all || i === 0);
  return { shown, more: lines.length - shown.length, size: letters <= LETTERS.big ? "voice big" : shown.join("").length <= LETTERS.all / 2 ? "voice" : "voice small" };
}

/** Who introduces whom, with what was released and nothing else. @param {Sight} sight */
function shared({ head, board }) {
  /** @type {Introduction[]} */
  const all = board?.introductions ?? [];
  const turn = board?.turn ?? 0;
  const [now, next] = [all[turn], all[turn + 1]];
  if (!now) return html`<main class="said"><h2 class="kicker">${head.title}</h2><p class="voice big">${t("We are all back.")}</p></main>`;
  const { shown, more, size: looks } = legible(now.lines);
  return html`<main class="said shared"><h2 class="row keep">${stone()}<span class=${shown.length ? "voice" : "voice big"}>${t("{name} introduces {whom}", { name: now.by.name, whom: now.whom.name })}</span></h2>
    ${shown.map((line) => html`<p class=${looks} dir="auto">${line}</p>`)}
    ${more ? html`<p class="note">${count(more, "and 1 line more", "and {n} lines more")}</p>` : nothing}
    <p class="note">${next ? t("Then {name} introduces {whom}", { name: next.by.name, whom: next.whom.name }) : t("Then everyone has been introduced")}</p></main>`;
}
