import assert from "node:assert/strict";
import { test } from "node:test";
import { createBox as light } from "../../client_static/box.js";
import { createBox } from "../../client_static/sealed/box.js";
import { BEATS } from "../../client_static/sealed/purse.js";
import { createOwner, createPanel, until, view } from "./sealed_owner.js";

const CARD = { text: "We laughed at him.", to: "all", weight: "slow", soon: false, floor: 5 };
const OTHER = "a-card-which-was-openQ";
const panelOf = () => createPanel({ make: light });
const arrived = async (panel) => {
  panel.box.arrive(createBox);
  await until(() => panel.box.channel.state !== "loading");
};

test("until the script is there the box says that it is loading, and sends and asks nothing", async () => {
  const panel = panelOf();
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.beat(0);
  panel.votes({ [OTHER]: BEATS });
  panel.box.issued({ tokens: [] });
  panel.box.listed(view());
  assert.deepEqual(panel.box.channel, { state: "loading", checked: "no", why: "", agreeable: false });
  assert.deepEqual([panel.posts, panel.asked], [[], []]);
  assert.deepEqual([panel.box.words(3), panel.box.mine(OTHER), panel.box.letter(OTHER), panel.box.own(OTHER, "ana")], [null, false, null, ""]);
  assert.equal(panel.box.reply(OTHER, "Hm", 3), "");
  assert.equal(panel.box.survives, false);
});

test("what was said before is kept in memory, shown as pending, and said by the box that comes", async () => {
  const panel = panelOf();
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  const ids = [panel.box.card(CARD), panel.box.tap("slow"), panel.box.answer(OTHER, "Tea", 3), panel.box.metoo(OTHER)];
  const shown = panel.box.pending();
  assert.deepEqual(shown.map((one) => one.id), ids);
  assert.deepEqual(shown.map(({ act, text, what, thing, card }) => [act, text, what, thing, card]), [
    ["card", CARD.text, "", "", ""],
    ["tap", "", "slow", "", ""],
    ["text", "Tea", "", OTHER, ""],
    ["metoo", "", "", "", OTHER],
  ]);
  assert.equal(panel.box.said(OTHER), true);
  await arrived(panel);
  panel.votes({ [OTHER]: BEATS });
  for (const number of [0, 1]) panel.beat(number);
  const acts = panel.beat(2, { opening: true, questions: [] });
  assert.deepEqual(acts.map((act) => act.act).sort(), ["card", "metoo", "tap"]);
  assert.deepEqual(panel.box.pending().map((one) => one.act).sort(), ["card", "metoo", "tap", "text"]);
});

test("what was said before has the same shape afterwards", async () => {
  const panel = panelOf();
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.box.card(CARD);
  panel.box.answer(OTHER, "Tea", 3);
  panel.box.tap("stop");
  const before = panel.box.pending();
  await arrived(panel);
  assert.deepEqual(panel.box.pending().map(({ id, ...rest }) => rest), before.map(({ id, ...rest }) => rest));
});

test("it can be dropped before and after, by the id it was given", async () => {
  const panel = panelOf();
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  const [first, second] = [panel.box.tap("slow"), panel.box.card(CARD)];
  assert.equal(panel.box.drop(first), true);
  assert.equal(panel.box.drop(first), false);
  await arrived(panel);
  assert.equal(panel.box.drop(second), true);
  assert.deepEqual(panel.box.pending(), []);
});

test("the newest of what was heard reaches the box; the beat, too late for its packet, still gets a token", async () => {
  const panel = panelOf();
  panel.box.welcome(createOwner("stranger").welcome(), "");
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.beat(0);
  panel.beat(1);
  panel.votes({ [OTHER]: BEATS });
  await arrived(panel);
  assert.deepEqual(panel.posts, []);
  assert.deepEqual(panel.asked.flatMap((said) => said.tokens.map(({ leaf }) => leaf)).sort((a, b) => a - b), [3, BEATS]);
  assert.equal(panel.box.channel.checked, "link");
  assert.equal(panel.beat(2), null);
  assert.deepEqual(panel.beat(3), []);
});

test("a beat that was heard before the script was there has no packet, though its token lay in the pocket", async () => {
  const before = await createPanel({ make: createBox }).ready();
  await before.box.keep();
  const panel = createPanel({ make: light, owner: before.owner, storage: before.storage });
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.beat(3);
  await arrived(panel);
  assert.deepEqual(panel.posts, []);
  assert.ok(panel.beat(4), "the premise: it found what was in there");
});

test("bytes are counted alike before and after", async () => {
  const panel = panelOf();
  const texts = ['We "laughed"\n\\ at \u0001 é 😀', "two"];
  const before = [panel.box.wordBytes(...texts), panel.box.wordRoom];
  await panel.welcome();
  panel.box.arrive(createBox);
  assert.deepEqual([panel.box.wordBytes(...texts), panel.box.wordRoom], before);
});

test("a script that comes twice is taken once", async () => {
  const panel = panelOf();
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.box.tap("slow");
  await arrived(panel);
  panel.box.tap("stop");
  panel.box.arrive(createBox);
  assert.deepEqual(panel.box.pending().map((one) => one.what), ["slow", "stop"]);
});

test("everything that the screens may ask for is there from the first paint", () => {
  const there = createBox({ now: () => 0, storage: () => undefined, changed() {} });
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(there)).filter((name) => name !== "constructor");
  const box = panelOf().box;
  for (const name of [...own, "wordRoom", "wordBytes"]) assert.equal(typeof box[name], typeof there[name], name);
});
