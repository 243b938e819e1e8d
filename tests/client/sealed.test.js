import assert from "node:assert/strict";
import { test } from "node:test";
import { createSealed } from "../../client_static/sealed.js";

const WELCOME = { cards_url: "http://x/cards/room", card_window_ms: 60_000 };
const START = 1_000_000_020_000; // 20 s into a window

/** A list of what goes without a name, and the requests it makes. `answers` are given one after the other, the last again. */
function desk(...answers) {
  const at = { ms: START };
  const asked = [];
  const fetch = async (url, given) => {
    asked.push({ url, ...given, body: JSON.parse(given.body) });
    const [status, body] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [204];
    if (status === 0) throw new TypeError("no line");
    return { ok: status < 300, json: async () => body };
  };
  const sealed = createSealed({ now: () => at.ms, fetch, dice: () => 0.5 });
  sealed.welcome(WELCOME);
  return { at, asked, sealed };
}

const CARD = { text: "We laughed.", to: "lead", weight: "slow" };
const settled = () => new Promise((done) => setImmediate(done));

test("a card's request carries the card and nothing about who sits here", async () => {
  const { asked, sealed } = desk();
  assert.deepEqual(await sealed.send(CARD), { ok: true });
  const [{ url, method, credentials, referrerPolicy, cache, keepalive, headers, body }] = asked;
  assert.equal(url, WELCOME.cards_url);
  assert.deepEqual({ method, credentials, referrerPolicy, cache, keepalive }, { method: "POST", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", keepalive: false });
  assert.deepEqual(headers, { "content-type": "application/json" });
  assert.deepEqual(Object.keys(body).sort(), ["id", "text", "to", "weight"]);
  assert.match(body.id, /^[\w-]{22}$/);
});

test("an unsigned answer goes the same way, with its step", async () => {
  const { asked, sealed } = desk();
  await sealed.send({ text: "A", step: 3 });
  assert.deepEqual(Object.keys(asked[0].body).sort(), ["id", "step", "text"]);
  assert.equal(sealed.answers(3).length, 1);
  assert.equal(sealed.cards().length, 0);
});

test("windows end at multiples of their length of server time", async () => {
  const { sealed } = desk();
  await sealed.send(CARD);
  const [card] = sealed.cards();
  assert.equal(card.opens % 60_000, 0);
  assert.ok(card.opens > START && card.opens - START <= 60_000);
});

test("two cards have nothing in common", async () => {
  const { asked, sealed } = desk();
  await sealed.send(CARD);
  await sealed.send(CARD);
  assert.notEqual(asked[0].body.id, asked[1].body.id);
});

test("an answer that was lost makes no second card: the same words keep their id, other words do not", async () => {
  const { asked, sealed } = desk([0], [0], [204]);
  assert.deepEqual(await sealed.send(CARD), { ok: false, message: null });
  await sealed.send({ ...CARD });
  await sealed.send({ ...CARD, text: "We laughed at him." });
  assert.equal(asked[0].body.id, asked[1].body.id);
  assert.notEqual(asked[1].body.id, asked[2].body.id);
});

test("a card that is declined stays with its author, with the server's sentence", async () => {
  const { sealed } = desk([422, { error: { code: "text_long", message: "This is longer than fits here." } }]);
  assert.deepEqual(await sealed.send(CARD), { ok: false, message: "This is longer than fits here." });
  assert.equal(sealed.cards().length, 0);
});

test("a pending card is sent again with the same id when its window has passed by twenty seconds", async () => {
  const { at, asked, sealed } = desk();
  await sealed.send(CARD);
  const [{ opens }] = sealed.cards();
  at.ms = opens + 19_999;
  sealed.tick();
  assert.equal(asked.length, 1);
  at.ms = opens + 20_000;
  sealed.tick();
  sealed.tick();
  await settled();
  assert.equal(asked.length, 2);
  assert.equal(asked[1].body.id, asked[0].body.id);
  assert.ok(sealed.cards()[0].opens > opens);
});

test("a card that the server lists is pending no more", async () => {
  const { at, asked, sealed } = desk();
  await sealed.send(CARD);
  assert.ok(sealed.pending);
  sealed.opened(["another", asked[0].body.id]);
  at.ms += 600_000;
  sealed.tick();
  assert.equal(asked.length, 1);
  assert.equal(sealed.pending, false);
  assert.equal(sealed.cards()[0].state, "opened");
});

test("after coming back a pending card is sent again, but not in the moment of coming back", async () => {
  const { at, asked, sealed } = desk();
  await sealed.send(CARD);
  sealed.welcome(WELCOME);
  sealed.tick();
  assert.equal(asked.length, 1);
  at.ms += 4_000;
  sealed.tick();
  assert.equal(asked.length, 2);
});

test("a card that can no longer be sent is told, with its words", async () => {
  const { at, sealed } = desk([204], [404, { error: { code: "no_entry", message: "No." } }]);
  await sealed.send(CARD);
  at.ms += 600_000;
  sealed.tick();
  await settled();
  assert.equal(sealed.cards()[0].state, "lost");
  assert.equal(sealed.cards()[0].text, CARD.text);
});

test("a server that cannot be reached is asked again in a while", async () => {
  const { at, asked, sealed } = desk([204], [0]);
  await sealed.send(CARD);
  at.ms += 600_000;
  sealed.tick();
  await settled();
  at.ms += 4_999;
  sealed.tick();
  assert.equal(asked.length, 2);
  at.ms += 1;
  sealed.tick();
  assert.equal(asked.length, 3);
});

test("a covered card still goes its way; one that was put away does not", async () => {
  const { at, asked, sealed } = desk();
  await sealed.send(CARD);
  sealed.cover(asked[0].body.id);
  at.ms += 600_000;
  sealed.tick();
  await settled();
  assert.equal(asked.length, 2);
  sealed.hide(asked[0].body.id);
  at.ms += 600_000;
  sealed.tick();
  assert.equal(asked.length, 2);
});
