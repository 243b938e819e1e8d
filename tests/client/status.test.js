import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, createStatus, titleOf } from "../../client_static/status.js";

/** @type {import("../../client_static/status.js").Told} */
const STEP = {
  phase: "running", kind: "round", title: "A time trust was there?", step: 3, steps: 9, opening: 4, gate: false, paused: false,
  minute: false, over: false, lead: "Ana", held: false, leads: false, turn: "waits", holder: "Ben", next: false,
  own: null, open: false, all: false, added: false, middle: null, knocks: 0,
};

/** What is said when this changes. */
const said = (change, from = {}) => changes({ ...STEP, ...from }, { ...STEP, ...from, ...change }).join(" ");

test("nothing is said when nothing changed, nor about what one sees first", () => {
  assert.equal(said({}), "");
  assert.deepEqual(changes(null, STEP), []);
});

test("a new step is told with its place, its kind and its words", () => {
  assert.equal(said({ opening: 5, step: 4, kind: "present", title: "Tea?", holder: "", turn: "" }), "Step 5 of 9, Read: Tea.");
});

test("a step in between has no number, and its opening says that words are open", () => {
  const window = { kind: "window", title: "A moment to write", holder: "", turn: "", step: 9, added: true };
  assert.equal(said({ ...window, opening: 5 }), "In between, Write: A moment to write.");
  assert.equal(said({ open: true }, window), "The words are open.");
});

test("the start says so, and the end", () => {
  assert.equal(said({ opening: 1, step: 0, kind: "present", title: "Tea", holder: "", phase: "running" }, { phase: "before", opening: 0, holder: "" }), "We begin. Step 1 of 9, Read: Tea.");
  assert.equal(said({ phase: "ended", kind: "ended", holder: "" }), "The circle is closed.");
});

test("the piece is followed by name, and one's own turn is told as one's own", () => {
  assert.equal(said({ holder: "Dov" }), "Dov has the piece.");
  assert.equal(said({ holder: "Dov", next: true }), "Dov has the piece. You are next.");
  assert.equal(said({ holder: "Chi", turn: "holds" }), "You have the piece.");
  assert.equal(said({ next: true }), "You are next.");
});

test("what a kind tells by itself is said with the rest, and stands in the tab's title", () => {
  const own = (title) => ({ title, since: (was, moved) => [`${was?.title ?? "nothing"} to ${title}${moved ? ", new" : ""}.`] });
  assert.equal(said({ own: own("two") }, { own: own("one") }), "one to two.");
  assert.equal(said({ opening: 5, kind: "pairs", title: "Tea", holder: "", own: own("one") }), "Step 4 of 9, Pairs: Tea. nothing to one, new.");
  assert.equal(titleOf({ ...STEP, turn: "", own: own("0:30 left") }, "Trust"), "● 0:30 left – Trust – Talking Piece");
});

test("a pause, going on, and a lead that is lost and found", () => {
  assert.equal(said({ paused: true }), "We are pausing.");
  assert.equal(said({ paused: false }, { paused: true }), "We go on.");
  assert.equal(said({ held: true }), "We hold here until Ana is back. Nothing moves on by itself.");
  assert.equal(said({ held: false }, { held: true }), "Ana is back.");
});

test("time is told twice at most: a minute left, and two minutes over", () => {
  assert.equal(said({ minute: true }), "One minute left in this step.");
  assert.equal(said({ minute: true, over: true }, { minute: true }), "Two minutes over; take what you need.");
});

test("what was told already is not told again with something else", () => {
  assert.equal(said({ paused: true }, { holder: "Chi", turn: "holds" }), "We are pausing.");
  assert.equal(said({ opening: 5, kind: "present", title: "Tea", holder: "", minute: true }), "Step 4 of 9, Read: Tea.");
});

test("the lead is told when it goes to somebody, and to oneself", () => {
  assert.equal(said({ lead: "Ben" }), "Ben leads now.");
  assert.equal(said({ lead: "Chi", leads: true }), "You lead now.");
});

test("cards and answers are told, never what is in them", () => {
  const middle = (n) => ({ is: n, since: (was) => (was && was.is < n ? ["A card is shown to all."] : []) });
  assert.equal(said({ middle: middle(1) }, { middle: middle(0) }), "A card is shown to all.");
  assert.equal(said({ middle: middle(1) }), "", "what is there when its script comes is no news");
  assert.equal(said({ open: true }, { kind: "collect", holder: "" }), "The answers are open.");
});

test("one's turn is in the tab's title, and only then", () => {
  assert.equal(titleOf({ ...STEP, turn: "holds" }, "Trust"), "● Your turn – Trust – Talking Piece");
  assert.equal(titleOf(STEP, "Trust"), "Trust – Talking Piece");
  assert.equal(titleOf({ ...STEP, turn: "holds", gate: true }, "Trust"), "Trust – Talking Piece");
});

/** A status region whose time is in the test's hands. */
function region() {
  const due = [];
  const waits = [];
  const element = { textContent: "" };
  const after = (act, ms) => (waits.push(ms), due.push(act));
  return { element, waits, status: createStatus(element, { after }), ring: () => due.splice(0).forEach((act) => act()) };
}

test("sentences that come together are written together, a moment later, each once", () => {
  const { element, status, ring, waits } = region();
  for (const words of ["One.", "Two.", "One."]) status.say(words);
  assert.equal(element.textContent, "");
  assert.deepEqual(waits, [150], "ms; and one wait for all of them");
  ring();
  assert.equal(element.textContent, "One. Two.");
});

test("the same sentence again is heard again: the region is emptied in between", () => {
  const { element, status, ring } = region();
  status.say("Kept.");
  ring();
  status.say("Kept.");
  ring();
  assert.equal(element.textContent, "");
  ring();
  assert.equal(element.textContent, "Kept.");
});
