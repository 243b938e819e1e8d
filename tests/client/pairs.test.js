import assert from "node:assert/strict";
import { test } from "node:test";
import { bellAt, heard, speaking } from "../../client_static/steps/pairs/clock.js";
import { changes, titleOf } from "../../client_static/steps/pairs/said.js";

const MINUTE = 60_000;
const TALK = 6 * MINUTE;

/** @type {import("../../client_static/steps/pairs/said.js").Seen} */
const SEEN = {
  being: "paired", over: false, company: ["Hana"], room: null, speaker: "Hana", speaks: false, begins: true, swapped: false,
  bell: "", fresh: false, lost: "", unwished: false, call: "no", calls: 0, told: [], lead: "Ana", baton: null,
};

/** What is said when this changes. */
const said = (change, from = {}) => changes({ ...SEEN, ...from }, { ...SEEN, ...from, ...change }, false).join(" ");

test("the bells ring at half-time, two minutes and half a minute before the end", () => {
  const at = [TALK, 4 * MINUTE, 3 * MINUTE, 2 * MINUTE + 1, 2 * MINUTE, 30_001, 30_000, -5_000];
  assert.deepEqual(at.map((left) => bellAt(TALK, left)), ["", "", "half", "half", "two", "two", "last", "last"]);
});

test("a bell that would ring in the first half of a short talk does not ring", () => {
  assert.equal(bellAt(3 * MINUTE, 2 * MINUTE), "", "not two minutes left of three");
  assert.equal(bellAt(3 * MINUTE, 30_000), "last");
  assert.equal(bellAt(50_000, 30_000), "", "not half a minute of fifty seconds");
  assert.equal(bellAt(4 * MINUTE, 2 * MINUTE), "two", "exactly twice is long enough");
});

test("who is called back early has the bell for a last sentence all the same", () => {
  assert.equal(bellAt(50_000, 30_000, TALK), "last");
});

test("a step without a time has no bells", () => {
  assert.equal(bellAt(0, null), "");
  assert.equal(bellAt(0, 10_000), "");
});

/** A pair of Hana, who begins, and Chi, with this much time left. */
const timed = (left, more = {}) => ({ head: { ends_at: left, paused: false, remaining_ms: null, total_ms: TALK, ...more }, mine: { being: "paired", turns: 2, order: [{ seat: "hana", name: "Hana" }, { seat: "chi", name: "Chi" }] } });

test("each has an equal part of the time, and the swap is new for a while only", () => {
  const at = (left) => speaking(timed(left).head, timed(left).mine, 0);
  assert.deepEqual([at(TALK).who.seat, at(TALK).left, at(TALK).swapped], ["hana", 3 * MINUTE, false]);
  assert.deepEqual([at(3 * MINUTE - 1).who.seat, at(3 * MINUTE - 1).swapped], ["chi", true]);
  assert.equal(at(2 * MINUTE).swapped, false);
});

test("a pause rings no swap", () => {
  const { head, mine } = timed(0, { ends_at: null, paused: true, remaining_ms: 3 * MINUTE - 1 });
  assert.equal(speaking(head, mine, 0).swapped, false);
});

test("half-time is the swap for two, and a bell of its own for a talk in common", () => {
  const { head, mine } = timed(3 * MINUTE - 1);
  assert.equal(heard(head, mine, 0).bell, "");
  assert.deepEqual([heard(head, { ...mine, turns: 0 }, 0).bell, heard(head, { ...mine, turns: 0 }, 0).fresh], ["half", true]);
});

test("who is in no pair hears no bell", () => {
  const { head, mine } = timed(20_000);
  assert.equal(heard(head, mine, 0).bell, "last", "the premise: a pair does");
  assert.equal(heard(head, { ...mine, being: "out" }, 0).bell, "");
});

test("nothing is said when nothing changed, nor about what one sees first", () => {
  assert.equal(said({}), "");
  assert.deepEqual(changes(null, SEEN, false), []);
});

test("company is told when it is found, changes, or is lost", () => {
  assert.equal(said({ company: ["Hana", "Gus"] }), "You, Hana and Gus.");
  assert.equal(said({ being: "waiting", company: [], speaker: "" }), "We are finding you company.");
  assert.equal(said({ being: "paired", company: ["Gus"], speaker: "Gus", room: 2 }, { being: "waiting", company: [], speaker: "" }), "You have company. You and Gus. Room 2. Gus begins.");
});

test("a step that opens with a pair says so, though nothing was seen before", () => {
  assert.deepEqual(changes(null, SEEN, true), ["You and Hana.", "Hana begins."]);
});

test("where one is without a pair is told in the words that are shown", () => {
  const beings = { asked: "Are you there?", counted: "You are counted.", out: "You sit this one out.", with_lead: "Ana is with you for this one.", alone: "This time is yours.", missing: "Good to have you back. Are you there?" };
  for (const [being, words] of Object.entries(beings)) assert.equal(said({ being, company: [], speaker: "" }, {}), words);
});

test("the swap is told to both, and the bells once each", () => {
  assert.equal(said({ speaker: "Chi", speaks: true, begins: false }), "Now you speak.");
  assert.equal(said({ speaker: "Gus", begins: false }), "Now Gus speaks.");
  assert.equal(said({ bell: "two" }), "Two minutes left.");
  assert.equal(said({ bell: "last" }, { bell: "two" }), "Half a minute: your last sentence.");
  assert.equal(said({}, { bell: "last" }), "");
});

test("a lost line is told as a question, with the name", () => {
  assert.equal(said({ lost: "Hana" }), "The line of Hana to this panel is lost. Is Hana still in the call?");
  assert.equal(said({ lost: "" }, { lost: "Hana" }), "");
});

test("messages and answers of whoever leads are told; an old message is not told again", () => {
  assert.equal(said({ told: ["Tea?", "Soon."] }, { told: ["Tea?"] }), "Ana says: Soon.");
  assert.equal(said({ call: "coming" }, { call: "asked" }), "Ana is coming.");
  assert.equal(changes({ ...SEEN, being: "", company: [], speaker: "" }, { ...SEEN, told: ["Tea?"] }, false).join(" ").includes("Tea"), false, "before the seat's own view came nothing was new");
});

test("whoever leads among peers hears that a pair calls", () => {
  assert.equal(said({ calls: 1 }), "A pair calls you.");
  assert.equal(said({ calls: 0 }, { calls: 1 }), "");
});

test("the way back and every introduction are told, one's own as one's own", () => {
  const baton = { turn: 0, by: "Gus", whom: "Hana", mine: false };
  assert.equal(said({ being: "back", over: true, speaker: "", baton }), "Everybody comes back to the call. Gus introduces Hana.");
  const over = { being: "back", over: true, speaker: "", baton };
  assert.equal(said({ baton: { turn: 1, by: "Chi", whom: "Gus", mine: true } }, over), "You introduce Gus.");
  assert.equal(said({ baton: null }, over), "");
});

test("a pair that was arranged by hand against a wish says so without a name", () => {
  assert.equal(said({ unwished: true }), "This pair was arranged by hand.");
});

test("the tab's title says what is asked, the swap and the bells, and nothing else", () => {
  assert.equal(titleOf(SEEN), "");
  assert.equal(titleOf({ ...SEEN, being: "asked" }), "Are you there?");
  assert.equal(titleOf({ ...SEEN, lost: "Hana" }), "Is Hana still there?");
  assert.equal(titleOf({ ...SEEN, bell: "last" }), "0:30 left");
  assert.equal(titleOf({ ...SEEN, bell: "two", fresh: true }), "2:00 left");
  assert.equal(titleOf({ ...SEEN, bell: "two" }), "", "two minutes are not left for long");
  assert.equal(titleOf({ ...SEEN, swapped: true, speaks: true }), "Now you speak");
  assert.equal(titleOf({ ...SEEN, over: true, being: "back", baton: { turn: 0, by: "Chi", whom: "Gus", mine: true } }), "Your introduction");
});
