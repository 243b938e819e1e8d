import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createBox } from "../../client_static/sealed/box.js";
import { BEATS } from "../../client_static/sealed/purse.js";
import { wordsFor } from "../../client_static/sealed/words.js";
import { createOwner, createPanel, createStorage, LENGTH, settled, view } from "./sealed_owner.js";

const CARD = { text: "We laughed at him.", to: "all", weight: "slow", soon: false, floor: 5 };
const panelOf = (given = {}) => createPanel({ make: createBox, ...given });
const ready = (given) => panelOf(given).ready();

test("a panel asks at its first beat, and sends a packet two beats later", async () => {
  const panel = panelOf();
  assert.equal(panel.box.channel.state, "loading");
  await panel.welcome();
  assert.equal(panel.box.channel.state, "waiting");
  assert.equal(panel.beat(0), null);
  assert.equal(panel.asked[0].tokens[0].leaf, 2);
  assert.equal(panel.box.channel.state, "open");
  assert.equal(panel.beat(1), null);
  assert.deepEqual(panel.beat(2), [], "a blank one");
});

test("the packet leaves in the frame's own handler and before anything is asked for, with nothing of who is sitting here", async () => {
  const panel = await ready();
  panel.beat(3);
  assert.deepEqual(panel.order, ["post", "blind"], "beat() has returned, and no promise had to be waited for");
  const { url, body, ...rest } = panel.posts.at(-1);
  assert.equal(url, "https://talk.example/sealed/room");
  assert.equal(body.length, 4096);
  assert.deepEqual(rest, {
    method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", keepalive: false,
    headers: { "content-type": "application/octet-stream" },
  });
});

test("the box has no timer of its own: a hidden tab's would starve", async () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const asked = [mock.method(globalThis, "setTimeout"), mock.method(globalThis, "setInterval")];
  try {
    const panel = await ready();
    panel.box.card(CARD);
    panel.beat(3, { opening: true });
    assert.deepEqual(asked.map((one) => one.mock.callCount()), [0, 0]);
  } finally {
    mock.reset();
  }
});

test("saying something sends nothing, and asks for nothing: all of it waits for the beat", async () => {
  const panel = await ready();
  const [posts, asked] = [panel.posts.length, panel.asked.length];
  await panel.box.keep(); // after those of the beats
  const written = panel.storage.written.length;
  panel.box.card(CARD);
  panel.box.tap("slow");
  panel.box.metoo("a-card-which-was-openQ");
  panel.box.drop(panel.box.pending()[0].id);
  await settled();
  assert.equal(panel.posts.length, posts);
  assert.equal(panel.asked.length, asked);
  assert.equal(panel.storage.written.length, written, "nor does a write to the storage tell of it");
});

test("one packet for one beat, however often its frame comes, and none for a beat that is over", async () => {
  const panel = await ready();
  assert.ok(panel.beat(3));
  assert.equal(panel.hears(panel.owner.frame(3)), null);
  const asked = panel.asked.length;
  assert.equal(panel.hears(panel.owner.frame(2)), null);
  assert.equal(panel.hears(panel.owner.frame(1)), null);
  assert.equal(panel.asked.length, asked, "nor is anything asked for it");
  assert.ok(panel.beat(4), "the next has its own");
});

test("a tab that slept hears many beats at once and answers none but the one that is on", async () => {
  const panel = await ready();
  const awake = 2_000_000 + 9 * LENGTH + 40;
  panel.time = awake;
  const sent = [3, 4, 5, 6, 7, 8, 9].map((number) => panel.hears(panel.owner.frame(number)));
  assert.deepEqual(sent.slice(0, 6), [null, null, null, null, null, null]);
  assert.deepEqual(sent[6], []);
});

test("a frame that is a little late still counts; one after the collecting does not", async () => {
  const panel = await ready();
  assert.ok(panel.beat(3, {}, 4_000));
  assert.equal(panel.beat(4, {}, 6_000), null);
  assert.ok(panel.beat(5));
});

test("on a new line nothing is late by what was measured on the old one", async () => {
  const panel = await ready();
  await panel.welcome();
  assert.ok(panel.beat(3, {}, 60_000));
});

test("when it was this device's clock that moved, one beat is missed and no more", async () => {
  const panel = await ready();
  assert.equal(panel.beat(3, {}, 60_000), null);
  assert.ok(panel.beat(4, {}, 60_000));
  assert.ok(panel.beat(5, {}, 60_000));
  assert.ok(panel.beat(6), "and when it moves back, none");
});

test("a beat that was heard before the script was there is too late for a packet and in time for a token", async () => {
  const panel = await ready();
  const before = panel.posts.length;
  panel.box.beat(panel.owner.frame(3), panel.say, true);
  assert.equal(panel.posts.length, before);
  assert.equal(panel.asked.at(-1).tokens[0].leaf, 5);
});

test("a frame with the key of another beat stops the box, and it says so", async () => {
  for (const leaf of [4, 6, BEATS]) {
    const panel = await ready();
    assert.equal(panel.hears({ ...panel.owner.frame(3), ...panel.owner.offered(leaf) }), null);
    assert.equal(panel.box.channel.state, "refused");
    assert.match(panel.box.channel.why, /not everybody’s/);
    assert.equal(panel.box.channel.agreeable, false);
  }
});

test("a key that the root does not vouch for stops the box for good", async () => {
  const panel = await ready();
  const stranger = createOwner("stranger");
  panel.hears({ ...panel.owner.frame(3), ...stranger.offered(5) });
  assert.equal(panel.box.channel.state, "refused");
  const [posts, asked] = [panel.posts.length, panel.asked.length];
  await panel.welcome();
  panel.box.agree();
  panel.beat(4);
  panel.beat(5);
  panel.votes({ "a-card-which-was-openQ": BEATS });
  assert.deepEqual([panel.posts.length, panel.asked.length], [posts, asked], "no packet, and no question");
});

test("a token that another key has signed stops the box", async () => {
  const panel = await ready();
  panel.answers = false;
  panel.beat(3);
  const [{ element }] = panel.asked.at(-1).tokens;
  panel.box.issued(createOwner("stranger").issue({ tokens: [{ leaf: 5, element }] }));
  assert.equal(panel.box.channel.state, "refused");
});

test("frames that make no sense stop the box like any other false key, and break nothing", async () => {
  for (const more of [{ path: null }, { path: [7] }, { key: "%" }, { key: null }, { path: [] }]) {
    const panel = await ready();
    panel.hears({ ...panel.owner.frame(3), ...more });
    assert.equal(panel.box.channel.state, "refused", JSON.stringify(more));
  }
});

test("when all beats are used up the last tokens are still spent, and no more are asked for", async () => {
  const panel = await panelOf();
  await panel.welcome();
  panel.beat(1532);
  panel.beat(1533);
  assert.ok(panel.beat(1534));
  const asked = panel.asked.length;
  assert.ok(panel.beat(1535));
  assert.equal(panel.asked.length, asked);
  assert.notEqual(panel.box.channel.state, "refused");
});

test("with another root than the link's nothing leaves, until the person says that the words agreed", async () => {
  const panel = panelOf();
  await panel.welcome(createOwner("stranger").k);
  panel.beat(0);
  panel.votes({ "a-card-which-was-openQ": BEATS });
  assert.equal(panel.asked.length, 0);
  assert.deepEqual({ ...panel.box.channel, why: "" }, { state: "refused", checked: "no", why: "", agreeable: true });
  assert.match(panel.box.channel.why, /your link/);
  assert.deepEqual(panel.box.words(17), wordsFor(panel.owner.root, 17));
  panel.box.agree();
  assert.equal(panel.box.channel.checked, "words");
  assert.equal(panel.asked.at(-1).tokens[0].leaf, BEATS, "what was offered in the meantime is asked for now");
  panel.beat(1);
  assert.equal(panel.box.channel.state, "open");
});

test("without a link's word the box is usable and says that nobody checked it", async () => {
  const panel = await panelOf().ready("");
  assert.deepEqual(panel.box.channel, { state: "open", checked: "no", why: "", agreeable: false });
  panel.box.agree();
  assert.equal(panel.box.channel.checked, "words");
});

test("with the link's word it is checked from the start", async () => {
  assert.equal((await ready()).box.channel.checked, "link");
});

test("a root that changes in the middle closes the box until the words agreed; then what the group lacks is said again", async () => {
  const panel = await panelOf().ready("");
  panel.box.tap("stop");
  panel.votes({ "a-card-which-was-openQ": BEATS });
  assert.equal(panel.beat(3).length, 1);
  panel.owner = createOwner("restored");
  await panel.welcome("");
  const before = panel.posts.length;
  panel.beat(4);
  assert.equal(panel.posts.length, before);
  assert.equal(panel.box.channel.state, "refused");
  assert.match(panel.box.channel.why, /have changed/);
  panel.box.agree();
  assert.equal(panel.box.channel.why, "", "keys of the old root are not held against the new one");
  panel.beat(5);
  panel.beat(6);
  const [tap] = panel.beat(7);
  assert.equal(tap.what, "stop");
});

test("the same circle on another line goes on where it was", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  await panel.welcome();
  assert.deepEqual(panel.box.pending().map((one) => one.id), [id]);
  assert.equal(panel.beat(3, { opening: true })[0].text, CARD.text, "its tokens too");
});

test("another circle begins with nothing of the one before", async () => {
  const panel = await ready();
  const id = panel.box.card(CARD);
  await panel.welcome(panel.owner.k, { session: "another" });
  assert.deepEqual(panel.box.pending(), []);
  assert.equal(panel.box.mine(id), false);
});

test("a request that did not get out is said, and never tried again within its beat", async () => {
  const panel = await ready();
  panel.lost = true;
  panel.beat(3);
  await settled();
  assert.equal(panel.box.channel.state, "lost");
  const sent = panel.posts.length;
  panel.lost = false;
  panel.hears(panel.owner.frame(3));
  await settled();
  assert.equal(panel.posts.length, sent);
  panel.beat(4);
  await settled();
  assert.equal(panel.box.channel.state, "open");
});

test("beats that stay away are noticed", async () => {
  const panel = await ready();
  panel.time += 2 * LENGTH;
  assert.equal(panel.box.channel.state, "open");
  panel.time += LENGTH;
  assert.equal(panel.box.channel.state, "lost");
});

test("a second device says that the other one is ahead, and goes on at the next beat", async () => {
  const first = await ready();
  const second = panelOf({ owner: first.owner });
  await second.welcome();
  first.beat(3);
  second.beat(3);
  assert.equal(second.box.channel.state, "waiting");
  assert.match(second.box.channel.why, /another device/);
  second.beat(4);
  assert.equal(second.box.channel.why, "");
  assert.equal(second.beat(5), null);
  assert.deepEqual(second.beat(6), []);
});

test("an answer that was lost is asked for once more, with the same element", async () => {
  const panel = await ready();
  panel.answers = false;
  panel.beat(3);
  const [first] = panel.asked.at(-1).tokens;
  panel.answers = true;
  panel.beat(4);
  const again = panel.asked.at(-1).tokens.find(({ leaf }) => leaf === first.leaf);
  assert.deepEqual(again, first);
  assert.deepEqual(panel.beat(5), []);
});

test("what is not answered is asked for with the same element as long as it is of use, and no longer", async () => {
  const panel = await ready();
  panel.answers = false;
  const before = panel.asked.length;
  for (const number of [3, 3, 4, 5, 6]) panel.hears(panel.owner.frame(number));
  assert.equal(panel.asked.length - before, 5, "at a frame that comes again, too");
  panel.votes({ "a-card-which-was-openQ": BEATS });
  panel.votes({ "a-card-which-was-openQ": BEATS });
  assert.deepEqual(panel.asked.at(-1).tokens.map(({ leaf }) => leaf), [7, 8, BEATS]);
  const elements = new Map();
  for (const { leaf, element } of panel.asked.flatMap((said) => said.tokens)) assert.equal(elements.set(leaf, elements.get(leaf) ?? element).get(leaf), element);
});

test("beats are asked for before things, and never more than sixteen at once", async () => {
  const panel = await ready();
  panel.answers = false;
  panel.votes(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`thing-number-${String(i).padStart(8, "0")}Q`, BEATS + i])));
  panel.beat(3);
  const { tokens } = panel.asked.at(-1);
  assert.equal(tokens.length, 16);
  assert.equal(tokens[0].leaf, 5);
});

test("words are shown only once there is a root", async () => {
  const panel = panelOf();
  assert.equal(panel.box.words(3), null);
  await panel.welcome();
  assert.deepEqual(panel.box.words(3), wordsFor(panel.owner.root, 3));
});

test("a storage that refuses and a page without a place do not keep a panel from sending", async () => {
  const panel = panelOf();
  panel.box = createBox({ now: () => panel.time, fetch: (url, options) => (panel.posts.push({ url, ...options }), Promise.resolve()), storage: () => assert.fail("refused"), changed() {} });
  await panel.welcome(panel.owner.k, { wrap: null });
  for (const number of [0, 1]) panel.beat(number);
  assert.deepEqual(panel.beat(2), []);
  await settled();
  assert.equal(panel.box.survives, false);
});

test("what is shown on screen changes with every frame and every view", async () => {
  const panel = await ready();
  for (const act of [() => panel.beat(3), () => panel.box.card(CARD), () => panel.votes({}), () => panel.box.agree()]) {
    const before = panel.changes;
    act();
    assert.ok(panel.changes > before, String(act));
  }
  panel.box.listed(view());
  assert.equal(createStorage().kept.size, 0);
});
