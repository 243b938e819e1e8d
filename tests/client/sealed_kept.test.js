import assert from "node:assert/strict";
import { test } from "node:test";
import { createBox } from "../../client_static/sealed/box.js";
import { BEATS } from "../../client_static/sealed/purse.js";
import { createPanel, createStorage, letter, until, view } from "./sealed_owner.js";

const CARD = { text: "We laughed at him.", to: "lead", weight: "slow", soon: false, floor: 5 };
const OPENING = { opening: true };
const OTHER = "a-card-which-was-openQ";
const ready = (given = {}) => createPanel({ make: createBox, ...given }).ready();

/** All writes that were under way are done. */
const written = (panel) => panel.box.keep();

test("a panel that was thrown away sends at the very next beat, and says what it had sealed", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  panel.beat(3);
  await written(panel);
  await panel.reload();
  assert.equal(panel.box.channel.state, "open");
  assert.deepEqual(panel.box.pending().map((one) => [one.id, one.text]), [[id, CARD.text]]);
  assert.equal(panel.beat(4, OPENING)[0].text, CARD.text);
});

test("its token is used once: a reload in the middle of a beat sends no second packet", async () => {
  const panel = await ready();
  panel.beat(3);
  await written(panel);
  await panel.reload();
  const before = panel.posts.length;
  panel.hears(panel.owner.frame(3));
  assert.equal(panel.posts.length, before);
});

test("a question that was under way is asked again with the same element, so that no second device is suspected", async () => {
  const panel = await ready();
  panel.answers = false;
  panel.beat(3);
  await written(panel);
  panel.answers = true;
  await panel.reload();
  panel.beat(4);
  assert.equal(panel.box.channel.why, "");
  assert.deepEqual(panel.beat(5), []);
});

test("after a reload the author still speaks for the card, reads the answer to it, and says no me-too to it", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  const [{ secret }] = panel.beat(3, OPENING);
  panel.box.listed(view({ ids: [id] }));
  panel.box.quick(id, "yes");
  panel.votes({ [OTHER]: BEATS, [id]: BEATS + 1 });
  panel.box.metoo(OTHER);
  await written(panel);
  await panel.reload();
  panel.box.listed(view({ ids: [id], letters: [{ card: id, sealed: await letter(secret, "Thank you.") }] }));
  panel.votes({ [OTHER]: BEATS, [id]: BEATS + 1 });
  assert.equal(panel.box.metoo(id), "");
  assert.equal(panel.box.said(OTHER), true);
  panel.box.quick(id, "thanks");
  const acts = panel.beat(4);
  assert.deepEqual(acts.filter((act) => act.act === "quick").map((act) => act.seq).sort(), [1, 2]);
  assert.ok(panel.owner.counts(acts.find((act) => act.act === "metoo"), BEATS), "with the token it had");
  await until(() => panel.box.letter(id));
  assert.equal(panel.box.letter(id), "Thank you.");
});

test("views and frames that come while the pocket is being opened are not lost", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  const [{ secret }] = panel.beat(3, OPENING);
  await written(panel);
  panel.box = createBox({ now: () => panel.time, fetch: (url, options) => (panel.posts.push({ url, ...options }), Promise.resolve()), storage: () => panel.storage, changed() {} });
  const sealed = await letter(secret, "Thank you.");
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.box.listed(view({ ids: [id], letters: [{ card: id, sealed }] }));
  const asked = panel.asked.length;
  panel.beat(4, OPENING);
  assert.equal(panel.asked.length, asked, "the premise: it is not open yet");
  await until(() => panel.asked.length !== asked);
  assert.equal(panel.owner.read(panel.posts.at(-1).body).acts.length, 0, "what is listed is not sent again");
  assert.equal(panel.owner.read(panel.posts.at(-1).body).beat, 4);
  await until(() => panel.box.letter(id));
  assert.equal(panel.box.letter(id), "Thank you.");
});

test("the pocket is written at every beat, whether or not anything was said, and always of one size", async () => {
  const [quiet, busy] = [await ready(), await ready({ storage: createStorage() })];
  for (const number of [3, 4, 5, 6]) {
    busy.box.card({ ...CARD, text: "x".repeat(500 * number) });
    busy.box.tap("slow");
    for (const panel of [quiet, busy]) panel.beat(number, { opening: number === 5 });
  }
  for (const panel of [quiet, busy]) await written(panel);
  assert.equal(quiet.storage.written.length, busy.storage.written.length);
  assert.equal(new Set([...quiet.storage.written, ...busy.storage.written].map((entry) => entry.length)).size, 1);
});

test("the storage holds nothing that can be read, and one entry", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  panel.beat(3);
  await written(panel);
  assert.deepEqual([...panel.storage.kept.keys()], ["tp:pocket"]);
  assert.ok(!panel.storage.written.some((entry) => atob(entry.replaceAll("-", "+").replaceAll("_", "/")).includes("laughed")));
});

test("what is too much for the pocket leaves tokens and cards of one's own in it, and says that it is not all", async () => {
  const panel = await ready();
  for (let i = 0; i < 9; i++) panel.box.card({ ...CARD, text: `${i}`.repeat(2_400) });
  panel.beat(3);
  await written(panel);
  assert.equal(panel.box.survives, false);
  const pending = panel.box.pending().map((one) => one.id);
  await panel.reload();
  assert.ok(panel.box.pending().length > 2);
  assert.ok(pending.every((id) => panel.box.mine(id)));
  assert.ok(panel.beat(4), "and its token");
});

test("a pocket that holds all says so, once it has been written", async () => {
  const panel = await ready();
  panel.box.card(CARD);
  await written(panel);
  assert.equal(panel.box.survives, true);
});

test("words that agreed stay agreed, and another root than the pocket's is doubted", async () => {
  const panel = await createPanel({ make: createBox }).ready("");
  panel.box.agree();
  panel.beat(3);
  await written(panel);
  await panel.reload("");
  assert.equal(panel.box.channel.checked, "words");
});

test("the pocket of another seat or another circle is nothing to this one", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  panel.beat(3);
  await written(panel);
  panel.box = (await ready({ storage: panel.storage })).box;
  assert.equal(panel.box.mine(id), true, "the premise: the same seat finds it");
  const other = createPanel({ make: createBox, storage: panel.storage });
  await other.welcome(other.owner.k, { session: "another" });
  assert.equal(other.box.mine(id), false);
});

test("when the session is over the pocket is emptied and stays so", async () => {
  const panel = await ready();
  panel.beat(3);
  await written(panel);
  panel.box.forget();
  panel.beat(4);
  await written(panel);
  assert.equal(panel.storage.kept.size, 0);
  panel.box = createBox({ now: () => panel.time, fetch: () => Promise.resolve(), storage: () => panel.storage, changed() {} });
  panel.box.welcome(panel.owner.welcome(), panel.owner.k);
  panel.box.forget(); // over before its pocket was open
  await until(() => panel.box.channel.state !== "loading");
  await written(panel);
  assert.equal(panel.storage.kept.size, 0);
});
