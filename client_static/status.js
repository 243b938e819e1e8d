// @ts-check
/** What is said rather than shown: one sentence per change, through the page's one status region, and the tab's title. */

import { count, kindName, t } from "./words.js";

const PAUSE = 150; // ms; changes that come together are told together

/**
 * @param {HTMLElement} region @param {{after?: (act: () => void, ms: number) => unknown}} [given]
 */
export function createStatus(region, { after = setTimeout } = {}) {
  /** @type {Set<string>} */
  const waiting = new Set();
  return {
    /** @param {string} sentence */
    say(sentence) {
      if (!waiting.size) after(write, PAUSE);
      waiting.add(sentence);
    },
  };

  function write() {
    const words = [...waiting].join(" ");
    waiting.clear();
    if (region.textContent !== words) return void (region.textContent = words);
    region.textContent = ""; // the same sentence once more is heard only if the region was empty in between
    after(() => (region.textContent = words), PAUSE);
  }
}

/**
 * What a listener needs to know, without anything that ticks.
 * @typedef {object} Told
 * @property {string} phase
 * @property {string} kind
 * @property {string} title
 * @property {number} step
 * @property {number} steps
 * @property {number} opening counts openings of steps
 * @property {boolean} gate
 * @property {boolean} paused
 * @property {boolean} minute one minute is left
 * @property {boolean} over two minutes over
 * @property {string} lead who leads
 * @property {boolean} held whoever leads has been gone for a while
 * @property {boolean} leads this seat leads
 * @property {string} turn this seat's turn in a round, or ""
 * @property {string} holder name of whoever has the piece, or ""
 * @property {boolean} next this seat is next
 * @property {import("./panel/later.js").Telling | null} own what the kind of the step says by itself; null when it says nothing
 * @property {boolean} open the answers are open
 * @property {boolean} all everyone said yes
 * @property {boolean} added a step in between, which has no number
 * @property {{is: unknown, since: (was: any) => string[]} | null} middle what the middle of the circle says by itself; null until it is here
 * @property {number} knocks at the door, for who may open it
 */

/** The sentences for a change, in the order they are said. @param {Told | null} was @param {Told} is @returns {string[]} */
export function changes(was, is) {
  if (!was) return [];
  /** @type {string[]} */
  const said = [];
  const moved = was.phase !== is.phase || was.opening !== is.opening || was.gate !== is.gate;
  if (moved) said.push(arrival(was, is));
  if (is.phase === "running" && !is.gate) said.push(...turns(was, is, moved));
  if (is.phase === "running") said.push(...clock(was, is, moved));
  if (is.leads && !was.leads) said.push(t("You lead now."));
  else if (is.lead !== was.lead && was.lead && is.lead && is.phase === "running") said.push(t("{name} leads now.", { name: is.lead }));
  if (is.middle) said.push(...is.middle.since(was.middle));
  if (is.knocks > was.knocks) said.push(t("Somebody is at the door."));
  return said;
}

/** @param {Told} was @param {Told} is */
function arrival(was, is) {
  if (is.phase === "ended") return t("The circle is closed.");
  if (is.phase === "before") return t("We have not begun yet.");
  if (is.gate) return t("Good that you are here. First, what we agreed.");
  const what = { kind: kindName(is.kind), title: is.title.replace(/[.?!]$/, "") };
  const step = is.added ? t("In between, {kind}: {title}.", what) : t("Step {n} of {of}, {kind}: {title}.", { n: is.step + 1, of: is.steps, ...what });
  return was.phase === "before" ? `${t("We begin.")} ${step}` : step;
}

/** @param {Told} was @param {Told} is @param {boolean} moved */
function turns(was, is, moved) {
  /** @type {string[]} */
  const said = [];
  if (is.turn === "holds" && (was.turn !== "holds" || moved)) said.push(t("You have the piece."));
  else if (is.holder && (is.holder !== was.holder || moved)) {
    said.push(is.next ? t("{name} has the piece. You are next.", { name: is.holder }) : t("{name} has the piece.", { name: is.holder }));
  } else if (is.next && !was.next) said.push(t("You are next."));
  if (is.own) said.push(...is.own.since(was.own, moved));
  if (is.open && !was.open && !moved) said.push(is.kind === "window" ? t("The words are open.") : t("The answers are open."));
  if (is.all && !was.all && !moved) said.push(t("Everyone can keep to this."));
  return said;
}

/** @param {Told} was @param {Told} is @param {boolean} moved */
function clock(was, is, moved) {
  if (is.held !== was.held) {
    if (!is.held) return [t("{name} is back.", { name: is.lead })];
    return [t("We hold here until {name} is back. Nothing moves on by itself.", { name: is.lead })];
  }
  if (is.paused !== was.paused) return is.paused ? [t("We are pausing.")] : moved ? [] : [t("We go on.")];
  if (moved) return [];
  if (is.minute && !was.minute) return [t("One minute left in this step.")];
  if (is.over && !was.over) return [t("Two minutes over; take what you need.")];
  return [];
}

/** The tab's title: a turn is seen there by somebody who is looking at the call. @param {Told | null} is @param {string} session */
export function titleOf(is, session) {
  const name = session ? `${session} – Talking Piece` : "Talking Piece";
  if (is?.phase === "running" && !is.gate && is.turn === "holds") return `● ${t("Your turn")} – ${name}`;
  if (is?.phase === "running" && !is.gate && is.own?.title) return `● ${is.own.title} – ${name}`;
  return name;
}

/** How many knock, in words. @param {number} n */
export const atTheDoor = (n) => count(n, "One is at the door", "{n} are at the door");
