// @ts-check
/** What a pairs step says to whoever listens, and to whoever only sees the tab's title behind the call. Nothing ticks. */

import { list, t } from "../../words.js";

/**
 * @typedef {object} Seen
 * @property {string} being "" as long as the seat's own view has not come
 * @property {boolean} over the pairs are back
 * @property {string[]} company names of the others
 * @property {number | null} room its number, where no link leads there
 * @property {string} speaker name of whoever speaks now, or ""
 * @property {boolean} speaks this seat speaks
 * @property {boolean} begins nobody has spoken before
 * @property {boolean} swapped the word has just gone on
 * @property {import("./clock.js").Bell} bell
 * @property {boolean} fresh the bell has just rung
 * @property {string} lost name of a partner whose line is lost, and of whom nothing is known
 * @property {boolean} unwished
 * @property {string} call
 * @property {number} calls how many pairs call this seat, which leads
 * @property {readonly string[]} told
 * @property {string} lead
 * @property {{turn: number, by: string, whom: string, mine: boolean} | null} baton
 */

/** The sentences for a change. @param {Seen | null} was @param {Seen} is @param {boolean} moved the step has just opened @returns {string[]} */
export function changes(was, is, moved) {
  if (!was && !moved) return [];
  return [...where(was, is, moved), ...talk(was, is), ...around(was, is), ...introduced(was, is)];
}

/** @param {Seen | null} was @param {Seen} is @param {boolean} moved */
function where(was, is, moved) {
  if (is.over) return was?.over && !moved ? [] : [t("Everybody comes back to the call.")];
  const same = !moved && was?.being === is.being;
  if (is.being !== "paired") return same || !BEINGS[is.being] ? [] : [/** @type {(is: Seen) => string} */ (BEINGS[is.being])(is)];
  if (same && was?.company.join() === is.company.join()) return [];
  const who = `${list([t("You"), ...is.company])}.`;
  const lonely = was !== null && ["waiting", "with_lead", "alone"].includes(was.being);
  return [lonely ? t("You have company.") : "", who, is.room === null || is.room === was?.room ? "" : t("Room {n}.", { n: is.room })].filter(Boolean);
}

/** @type {Record<string, (is: Seen) => string>} */
const BEINGS = {
  asked: () => t("Are you there?"),
  counted: () => t("You are counted."),
  out: () => t("You sit this one out."),
  waiting: () => t("We are finding you company."),
  with_lead: ({ lead }) => t("{lead} is with you for this one.", { lead }),
  alone: () => t("This time is yours."),
  missing: () => t("Good to have you back. Are you there?"),
};

/** @param {Seen | null} was @param {Seen} is */
function talk(was, is) {
  /** @type {string[]} */
  const said = [];
  if (is.speaker && is.speaker !== was?.speaker) {
    const begins = is.speaks ? t("You begin.") : t("{name} begins.", { name: is.speaker });
    said.push(is.begins ? begins : is.speaks ? t("Now you speak.") : t("Now {name} speaks.", { name: is.speaker }));
  }
  const late = was?.bell !== is.bell && was?.being === "paired";
  if (late && is.bell) said.push({ half: t("Half of the time is over."), two: t("Two minutes left."), last: t("Half a minute: your last sentence.") }[is.bell]);
  return said;
}

/** @param {Seen | null} was @param {Seen} is */
function around(was, is) {
  /** @type {string[]} */
  const said = [];
  if (is.lost && is.lost !== was?.lost) said.push(t("The line of {name} to this panel is lost. Is {name} still in the call?", { name: is.lost }));
  if (is.unwished && !was?.unwished) said.push(t("This pair was arranged by hand."));
  if (is.call === "coming" && was?.call !== "coming") said.push(t("{lead} is coming.", { lead: is.lead }));
  if (was && is.calls > was.calls) said.push(t("A pair calls you."));
  const fresh = was && was.being ? is.told.slice(was.told.length) : [];
  return [...said, ...fresh.map((words) => t("{lead} says: {words}", { lead: is.lead, words }))];
}

/** @param {Seen | null} was @param {Seen} is */
function introduced(was, is) {
  const { baton } = is;
  if (!baton || (was?.over && was.baton?.turn === baton.turn)) return [];
  const { by, whom } = baton;
  return [baton.mine ? t("You introduce {whom}.", { whom }) : t("{by} introduces {whom}.", { by, whom })];
}

/** @param {Seen} is */
export function titleOf(is) {
  if (is.baton?.mine) return t("Your introduction");
  if (is.over) return "";
  if (is.being === "asked" || is.being === "missing") return t("Are you there?");
  if (is.lost) return t("Is {name} still there?", { name: is.lost });
  if (is.bell === "last") return t("{time} left", { time: "0:30" });
  if (is.swapped) return is.speaks ? t("Now you speak") : t("Now {name} speaks", { name: is.speaker });
  if (is.fresh) return is.bell === "two" ? t("{time} left", { time: "2:00" }) : t("Half-time");
  return "";
}
