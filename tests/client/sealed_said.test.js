import assert from "node:assert/strict";
import { test } from "node:test";
import { answerIds, b64, cardId, idOf, unb64 } from "../../client_static/sealed/acts.js";
import { createBox } from "../../client_static/sealed/box.js";
import { BEATS } from "../../client_static/sealed/purse.js";
import { ed25519 } from "../../client_static/vendor/noble.js";
import { createOwner, createPanel, letter, mark, SESSION, settled, until, view } from "./sealed_owner.js";

const CARD = { text: "We laughed at him.", to: "all", weight: "slow", soon: false, floor: 5 };
const OPENING = { opening: true };
const OTHERS = ["a-card-which-was-openQ", "another-one-by-othersQ"];
const ready = () => createPanel({ make: createBox }).ready();
const names = (acts) => acts.map((act) => act.act);

/** Whether the key of this card has signed the act. */
function isSigned({ sig, ...act }, key) {
  const content = JSON.stringify(act, Object.keys(act).sort());
  return ed25519.verify(unb64(sig), new TextEncoder().encode(`tp1 act${SESSION}${content}`), unb64(key));
}

test("words wait for the next opening, and are in it as they were written", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  assert.deepEqual(panel.beat(3), []);
  const [card] = panel.beat(4, OPENING);
  const { key, sig, ...said } = card;
  assert.deepEqual(said, { act: "card", for: "all", weight: "slow", soon: false, text: CARD.text, floor: 5 });
  assert.equal(cardId(key), id);
  assert.ok(isSigned(card, key));
});

test("after a missed opening words wait for another, and not for the coming back", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.owner.frame(4, OPENING); // nobody heard it
  await panel.welcome();
  for (const number of [5, 6, 7]) assert.deepEqual(panel.beat(number) ?? [], [], `beat ${number}`);
  assert.equal(panel.beat(8, OPENING).length, 1);
});

test("soon words go at the next beat where the group allows it, others never do", async () => {
  const panel = await ready();
  panel.box.card({ ...CARD, soon: true });
  assert.deepEqual(panel.beat(3, { soon: false }), []);
  assert.deepEqual(names(panel.beat(4, { soon: true })), ["card"]);
});

test("a tap goes at the next beat, whatever beat it is", async () => {
  const panel = await ready();
  const id = panel.box.tap("stop");
  const [tap] = panel.beat(3, { soon: false });
  assert.equal(tap.what, "stop");
  assert.equal(idOf(tap), id);
  assert.ok(isSigned(tap, tap.key));
});

test("an act is pending until a view lists it, and pending again if a view no longer does", async () => {
  const panel = await ready();
  const id = panel.box.tap("slow");
  assert.deepEqual(panel.box.pending(), [
    { id, act: "tap", text: "", to: "", weight: "", what: "slow", thing: "", card: "", asked: "", soon: false, floor: 0, sent: false, missed: 0 },
  ]);
  const first = panel.beat(3);
  assert.equal(panel.box.pending()[0].sent, true);
  assert.deepEqual(panel.beat(4), first, "it was not listed: the same act once more");
  panel.box.listed(view({ ids: [id] }));
  assert.deepEqual(panel.box.pending(), []);
  assert.deepEqual(panel.beat(5), []);
  panel.box.listed(view());
  assert.equal(panel.box.pending().length, 1);
  assert.deepEqual(panel.beat(6), first);
});

test("what left and did not turn up says how often", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.beat(3, OPENING);
  assert.deepEqual(panel.box.pending().map(({ sent, missed }) => [sent, missed]), [[true, 0]]);
  panel.beat(4);
  assert.deepEqual(panel.box.pending().map(({ sent, missed }) => [sent, missed]), [[false, 1]]);
});

test("at most one act with words is in a packet, answers before cards, and what was tried less goes first", async () => {
  const panel = await ready();
  panel.box.card({ ...CARD, text: "first" });
  panel.box.card({ ...CARD, text: "second" });
  panel.box.answer(OTHERS[0], "an answer", 5);
  panel.box.tap("slow");
  const due = { ...OPENING, questions: [OTHERS[0]] };
  assert.deepEqual(names(panel.beat(3, due)), ["text", "tap"]);
  assert.equal(panel.beat(4, OPENING).find((act) => act.text).text, "first");
  assert.equal(panel.beat(5, OPENING).find((act) => act.text).text, "second");
  assert.equal(panel.beat(6, OPENING).find((act) => act.text).text, "first");
});

test("at most eight acts are in a packet, and none waits for ever behind those that do not open", async () => {
  const panel = await ready();
  const ids = Array.from({ length: 11 }, () => panel.box.tap("slow"));
  const first = panel.beat(3).map(idOf);
  const second = panel.beat(4).map(idOf);
  assert.equal(first.length, 8);
  assert.deepEqual(new Set([...first, ...second]), new Set(ids));
});

test("what is too long, empty or invisible is not taken: it would spoil the whole packet", async () => {
  const panel = await ready();
  for (const text of ["", " \n", "\u200b\u200d", "x".repeat(panel.box.wordRoom + 1), "\n".repeat(10) + "é".repeat(1200)]) {
    assert.equal(panel.box.card({ ...CARD, text }), "");
    assert.equal(panel.box.answer(OTHERS[0], text, 5), "");
  }
  assert.ok(panel.box.card({ ...CARD, text: "é".repeat(1200) }));
  assert.equal(panel.box.wordBytes("é\n"), 4);
  assert.equal(panel.beat(3, OPENING).length, 1, "and it fits");
});

test("answers wait for their own question's opening, and travel together", async () => {
  const panel = await ready();
  const ids = [panel.box.answer(OTHERS[0], "Tea", 3), panel.box.answer(OTHERS[0], "Time", 5)];
  panel.box.answer(OTHERS[1], "Of another question", 3);
  assert.deepEqual(panel.box.pending().map(({ id, act, text, thing }) => [id, act, text, thing]).slice(0, 2), [
    [ids[0], "text", "Tea", OTHERS[0]],
    [ids[1], "text", "Time", OTHERS[0]],
  ]);
  assert.deepEqual(panel.beat(3, OPENING), []);
  const [both] = panel.beat(4, { questions: [OTHERS[0]] });
  assert.deepEqual([both.texts, both.floor], [["Tea", "Time"], 5]);
  panel.box.listed(view({ ids: answerIds(both) }));
  assert.deepEqual(panel.box.pending().map((one) => one.text), ["Of another question"]);
});

test("an answer added after the others have left goes by itself, and those stay as they were", async () => {
  const panel = await ready();
  panel.box.answer(OTHERS[0], "Tea", 3);
  const due = { ...OPENING, questions: [OTHERS[0]] };
  const [first] = panel.beat(3, due);
  panel.box.answer(OTHERS[0], "Time", 3);
  const [second] = panel.beat(4, due);
  assert.deepEqual(second.texts, ["Time"]);
  assert.deepEqual(panel.beat(5, due), [first]);
});

test("five answers are one act, the sixth is another, and one of them can be dropped", async () => {
  const panel = await ready();
  const ids = ["a", "b", "c", "d", "e", "f"].map((text) => panel.box.answer(OTHERS[0], text, 3));
  assert.equal(panel.box.drop(ids[1]), true);
  const due = { ...OPENING, questions: [OTHERS[0]] };
  assert.deepEqual([panel.beat(3, due), panel.beat(4, due)].map(([act]) => act.texts).sort(), [["a", "c", "d", "e"], ["f"]]);
});

test("further acts on a card are signed by its key, counted, and wait until it has opened", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  panel.box.quick(id, "yes");
  panel.box.reply(id, "It was the joke.", 5);
  const [{ key }] = panel.beat(3, OPENING);
  panel.box.listed(view({ ids: [id] }));
  assert.deepEqual(names(panel.beat(4)), ["quick"]);
  const acts = panel.beat(5, OPENING);
  assert.deepEqual(names(acts).sort(), ["quick", "reply"]);
  assert.deepEqual(acts.map((act) => act.seq).sort(), [1, 2]);
  assert.ok(acts.every((act) => act.card === id && isSigned(act, key)));
  assert.equal(panel.box.pending().find((one) => one.act === "reply").card, id);
});

test("nobody speaks for a card that is not their own", async () => {
  const panel = await ready();
  for (const done of [panel.box.reply(OTHERS[0], "Hm", 3), panel.box.quick(OTHERS[0], "yes"), panel.box.withdraw(OTHERS[0]), panel.box.own(OTHERS[0], "ana")]) assert.equal(done, "");
  assert.equal(panel.box.mine(OTHERS[0]), false);
});

test("a card that is withdrawn before it opens is not sent; one that has opened is taken back, once", async () => {
  const panel = await ready();
  const early = panel.box.card(CARD);
  panel.box.withdraw(early);
  assert.deepEqual(panel.beat(3, OPENING), []);
  assert.deepEqual(panel.box.pending(), []);
  const id = panel.box.card(CARD);
  const [{ key }] = panel.beat(4, OPENING);
  panel.box.listed(view({ ids: [id] }));
  assert.equal(panel.box.withdraw(id), panel.box.withdraw(id));
  const acts = panel.beat(5);
  assert.deepEqual(names(acts), ["withdraw"]);
  assert.ok(isSigned(acts[0], key));
  panel.box.listed(view({ ids: [id], withdrawn: [id] }));
  assert.deepEqual(panel.beat(6), []);
});

test("what has not left can be dropped; what is out in this beat cannot, and can again at the next", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  assert.equal(panel.box.drop("unknown"), false);
  panel.beat(3, OPENING);
  assert.equal(panel.box.drop(id), false);
  panel.beat(4);
  assert.equal(panel.box.drop(id), true);
  assert.deepEqual(panel.beat(5, OPENING), []);
  assert.equal(panel.box.mine(id), true, "should it have opened after all, it can still be taken back");
});

test("a me-too is cast with a token of its own, and again until its mark is shown", async () => {
  const panel = await ready();
  panel.votes({ [OTHERS[0]]: BEATS });
  const name = panel.box.metoo(OTHERS[0]);
  assert.equal(panel.box.metoo(OTHERS[0]), name, "twice is once");
  assert.deepEqual(panel.box.pending().map(({ act, card, thing }) => [act, card, thing]), [["metoo", OTHERS[0], ""]]);
  const [ballot] = panel.beat(3);
  assert.deepEqual(Object.keys(ballot).sort(), ["act", "mac", "t", "thing"]);
  assert.ok(panel.owner.counts(ballot, BEATS));
  assert.deepEqual(panel.beat(4), [ballot]);
  panel.box.listed(view({ marks: { [OTHERS[0]]: [mark(ballot)] } }));
  assert.deepEqual(panel.box.pending(), []);
  assert.deepEqual(panel.beat(5), []);
  assert.equal(panel.box.said(OTHERS[0]), true);
});

test("on a fresh leaf the same me-too is cast once more, and without a token it waits", async () => {
  const panel = await ready();
  panel.votes({ [OTHERS[0]]: BEATS });
  panel.box.metoo(OTHERS[0]);
  const [first] = panel.beat(3);
  panel.box.listed(view({ marks: { [OTHERS[0]]: [mark(first)] } }));
  panel.answers = false;
  panel.votes({ [OTHERS[0]]: BEATS + 1 });
  panel.box.listed(view({ marks: { [OTHERS[0]]: [] } }));
  assert.deepEqual(panel.beat(4), []);
  assert.equal(panel.box.pending().length, 1);
  panel.answers = true;
  panel.beat(5); // asks for what was lost
  const [second] = panel.beat(6);
  assert.ok(panel.owner.counts(second, BEATS + 1));
  assert.notEqual(second.t, first.t);
});

test("there is no me-too on one's own card, and one on a card it was merged into", async () => {
  const panel = await ready();
  const own = panel.box.card(CARD);
  panel.beat(3, OPENING);
  panel.votes({ [own]: BEATS });
  panel.box.listed(view({ ids: [own] }));
  assert.equal(panel.box.metoo(own), "");
  const whole = { id: OTHERS[0], parts: [{ id: own }, { id: OTHERS[1] }] };
  panel.votes({ [OTHERS[0]]: BEATS + 1 });
  panel.box.listed(view({ ids: [own, OTHERS[0]], cards: [whole] }));
  const ballots = panel.beat(4);
  assert.deepEqual(ballots.map(({ thing }) => thing), [OTHERS[0]]);
  assert.ok(panel.owner.counts(ballots[0], BEATS + 1));
});

test("who said me-too to a part says it to the whole, also through two merges listed in any order", async () => {
  const panel = await ready();
  const [part, other] = OTHERS;
  const [middle, whole] = ["middle-put-together-aQ", "whole-put-together-bbQ"];
  panel.votes({ [part]: BEATS });
  panel.box.metoo(part);
  panel.votes({ [whole]: BEATS + 2 });
  const cards = [{ id: whole, parts: [{ id: middle }] }, { id: middle, parts: [{ id: part }, { id: other }] }];
  panel.box.listed(view({ cards }));
  assert.deepEqual(panel.beat(3).map(({ thing }) => thing), [whole]);
});

test("a me-too can be taken back before it has left, and not while it may be counted", async () => {
  const panel = await ready();
  panel.votes({ [OTHERS[0]]: BEATS });
  const name = panel.box.metoo(OTHERS[0]);
  panel.beat(3);
  assert.equal(panel.box.drop(name), false);
  panel.beat(4, { soon: false }); // again in it
  assert.equal(panel.box.drop(name), false);
  assert.equal(panel.box.said(OTHERS[0]), true);
  panel.votes({ [OTHERS[0]]: BEATS, [OTHERS[1]]: BEATS + 1 });
  assert.equal(panel.box.drop(panel.box.metoo(OTHERS[1])), true);
  assert.equal(panel.box.said(OTHERS[1]), false);
  assert.deepEqual(panel.beat(5).map(({ thing }) => thing), [OTHERS[0]]);
});

test("one leaf for two things stops the box: its token would tie two words of one person together", async () => {
  const panel = await ready();
  panel.votes({ [OTHERS[0]]: BEATS });
  panel.votes({ [OTHERS[1]]: BEATS });
  assert.equal(panel.box.channel.state, "refused");
  const beats = await ready();
  beats.votes({ [OTHERS[1]]: 9 });
  assert.equal(beats.box.channel.state, "refused");
});

test("nothing is asked for what cannot be voted on any more", async () => {
  const panel = await ready();
  panel.answers = false;
  panel.votes({ [OTHERS[0]]: BEATS });
  panel.votes({});
  panel.beat(3);
  assert.deepEqual(panel.asked.at(-1).tokens.map(({ leaf }) => leaf), [5]);
});

test("a card that can be voted on once more keeps its token, since nobody is given a second one", async () => {
  const panel = await ready();
  panel.votes({ [OTHERS[0]]: BEATS });
  panel.votes({});
  panel.beat(3);
  panel.votes({ [OTHERS[0]]: BEATS });
  panel.box.metoo(OTHERS[0]);
  assert.equal(panel.beat(4).length, 1);
});

test("only the author's panel reads the answer of those who lead, and only for a card that was for them", async () => {
  const panel = await ready();
  const id = panel.box.card({ ...CARD, to: "lead" });
  const open = panel.box.card(CARD);
  const acts = [...panel.beat(3, OPENING), ...panel.beat(4, OPENING)];
  const secret = acts.find((act) => cardId(act.key) === id).secret;
  assert.equal(unb64(secret).length, 32);
  assert.equal("secret" in acts.find((act) => cardId(act.key) === open), false);
  const letters = [{ card: id, sealed: await letter(secret, "Thank you. Let us stop – 😀") }, { card: OTHERS[0], sealed: await letter(b64(new Uint8Array(32)), "not yours") }];
  panel.box.listed(view({ letters }));
  await until(() => panel.box.letter(id));
  assert.equal(panel.box.letter(id), "Thank you. Let us stop – 😀");
  assert.equal(panel.box.letter(OTHERS[0]), null);
  panel.box.listed(view({ letters: [{ card: id, sealed: letters[1].sealed }] }));
  for (let i = 0; i < 20; i++) await settled();
  assert.equal(panel.box.letter(id), null, "one under another key says nothing");
});

test("owning a card is signed for a seat", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  const [{ key }] = panel.beat(3, OPENING);
  const message = Buffer.concat([Buffer.from(`tp1 own${SESSION}`), Buffer.from(unb64(id)), Buffer.from("ana")]);
  assert.ok(ed25519.verify(unb64(panel.box.own(id, "ana")), message, unb64(key)));
});

test("an author's floor is kept within what there can be", async () => {
  const panel = await ready();
  for (const floor of [0, 7.4, 5_000, NaN]) panel.box.card({ ...CARD, floor });
  assert.deepEqual(panel.box.pending().map((one) => one.floor), [3, 7, 1000, 3]);
});

test("a whole pile of acts never makes a packet larger, and its owner reads every one", async () => {
  const panel = await ready();
  panel.box.card({ ...CARD, text: "x".repeat(2_400), to: "lead" });
  for (let i = 0; i < 9; i++) panel.box.tap("try");
  const acts = panel.beat(3, OPENING);
  assert.equal(names(acts)[0], "card");
  assert.ok(acts.length > 4 && acts.length <= 8);
  assert.ok(createOwner().root);
});
