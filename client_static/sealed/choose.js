// @ts-check
/** What goes into one packet, and whether it comes in time for its beat. */

import { fits } from "./packet.js";

/** @import {BeatFrame} from "./api.js" */
/** @typedef {import("./voice.js").Said} Said */

const COLLECT = 5_000; // ms; what comes later is not taken

/** @param {Said} said */
const hasWords = ({ act }) => Boolean(act.text || act.texts);

/** Words when all open or with those of the step they were written in, answers with their question, soon ones where the group allows it. @param {Said} said @param {BeatFrame} frame */
function mayGo({ act, asked }, { opening, questions, soon }) {
  if (act.texts) return questions.includes(act.thing);
  return !act.text || opening || questions.includes(asked ?? "") || (act.soon && soon);
}

/**
 * At most one act with words, answers before cards; then what was tried least. Marks what it takes.
 * @param {Said[]} said oldest first @param {BeatFrame} frame
 */
export function choose(said, frame) {
  const going = said.filter((one) => mayGo(one, frame)).sort((a, b) => a.tries - b.tries);
  const words = going.filter(hasWords);
  const first = words.find(({ act }) => act.texts) ?? words[0];
  const chosen = first ? [first] : [];
  for (const one of going) {
    if (!hasWords(one) && fits([...chosen, one].map(({ act }) => act))) chosen.push(one);
  }
  for (const one of chosen) {
    one.tries += 1;
    one.out = frame.beat;
  }
  return chosen.map(({ act }) => act);
}

/**
 * A tab that slept hears old beats when it wakes; they lie too late on the grid that the others made.
 * @param {() => number} now server ms
 */
export function createPace(now) {
  let zero = Infinity; // where beat 0 lies, by the earliest frame
  let moved = NaN; // and by the last one, if that was late
  return {
    /** A new line: what it brings is fresh. */
    restart() {
      zero = Infinity;
    },
    /** @param {number} beat @param {number} length ms */
    late(beat, length) {
      const at = now() - beat * length;
      const late = at - zero > COLLECT && !(Math.abs(at - moved) < COLLECT / 2); // twice by as much: it was our clock
      zero = at - zero > COLLECT && !late ? at : Math.min(zero, at);
      moved = late ? at : NaN;
      return late;
    },
  };
}
