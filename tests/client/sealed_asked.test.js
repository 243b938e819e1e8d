import assert from "node:assert/strict";
import { test } from "node:test";
import { createBox } from "../../client_static/sealed/box.js";
import { createPanel, view } from "./sealed_owner.js";

const STEP = "a-step-where-all-writeQ";
const OTHER_STEP = "another-step-by-itselfQ";
const CARD = { text: "We laughed at him.", to: "all", weight: "slow", soon: false, floor: 5 };
const FOR_STEP = { ...CARD, text: "Written while all wrote.", asked: STEP };
const OPENING = { opening: true };
const ITS_END = { questions: [STEP] };
const ready = () => createPanel({ make: createBox }).ready();
const texts = (acts) => acts.map((act) => act.text);

test("what was written for a step goes at that step's end, and what was sealed before it stays", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.box.card(FOR_STEP);
  assert.deepEqual(panel.beat(3), []);
  assert.deepEqual(texts(panel.beat(4, ITS_END)), [FOR_STEP.text]);
  assert.deepEqual(texts(panel.beat(5, OPENING)), [CARD.text]);
});

test("what missed the end of its step goes when all words open", async () => {
  const panel = await ready();
  panel.box.card(FOR_STEP);
  panel.owner.frame(4, ITS_END); // nobody heard it
  await panel.welcome();
  for (const number of [5, 6, 7]) assert.deepEqual(panel.beat(number) ?? [], [], `beat ${number}`);
  assert.deepEqual(texts(panel.beat(8, OPENING)), [FOR_STEP.text]);
});

test("what was written for one step does not go with another's words", async () => {
  const panel = await ready();
  panel.box.card(FOR_STEP);
  assert.deepEqual(panel.beat(3, { questions: [OTHER_STEP] }), []);
  assert.equal(panel.beat(4, { questions: [OTHER_STEP, STEP] }).length, 1);
});

test("words that are for no step go with no step's", async () => {
  const panel = await ready();
  panel.box.card({ ...CARD, asked: "" });
  assert.deepEqual(panel.beat(3, { questions: [STEP] }), []);
  assert.deepEqual(texts(panel.beat(4, { opening: true, questions: [STEP] })), [CARD.text], "the premise: it goes with all");
});

test("answers do not go with all words while their question is open", async () => {
  const panel = await ready();
  panel.box.answer(STEP, "Tea", 3);
  assert.deepEqual(panel.beat(3, OPENING), []);
  assert.deepEqual(panel.beat(4, ITS_END).map((act) => act.texts), [["Tea"]]);
});

test("further words to a card that are written for a step go with its words", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  panel.beat(3, OPENING);
  panel.box.listed(view({ ids: [id] }));
  panel.box.reply(id, "Later, by itself.", 5);
  panel.box.reply(id, "While all wrote.", 5, STEP);
  assert.deepEqual(texts(panel.beat(4, ITS_END)), ["While all wrote."]);
  assert.deepEqual(texts(panel.beat(5, OPENING)), ["Later, by itself."]);
});

test("the screen knows what a card was written for, and the packet does not say it", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.box.card(FOR_STEP);
  assert.deepEqual(panel.box.pending().map((one) => one.asked), ["", STEP]);
  const [act] = panel.beat(3, ITS_END);
  assert.deepEqual(Object.keys(act).sort(), ["act", "floor", "for", "key", "sig", "soon", "text", "weight"]);
});

test("after a reload a card is still for the step that it was written in", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.box.card(FOR_STEP);
  panel.beat(3);
  await panel.box.keep();
  await panel.reload();
  assert.deepEqual(panel.box.pending().map((one) => one.asked), ["", STEP]);
  assert.deepEqual(texts(panel.beat(4, ITS_END)), [FOR_STEP.text]);
});

test("a card that is sealed anew for the step leaves once, and the one before it is gone", async () => {
  const panel = await ready();
  const before = panel.box.card(CARD);
  assert.equal(panel.box.drop(before), true);
  const anew = panel.box.card({ ...CARD, asked: STEP });
  assert.equal(panel.beat(3, ITS_END).length, 1);
  panel.box.listed(view({ ids: [anew] }));
  assert.deepEqual(panel.beat(4, OPENING), []);
});
