import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { test } from "node:test";
import { answerIds, b64, ballot, bytes, cardId, idOf, keyOf, owning, random, signed, unb64, wordBytes } from "../../client_static/sealed/acts.js";

const SESSION = "c2Vzc2lvbi1vZi10ZXN0cw";
const seed = random();
const key = keyOf(seed);
const CARD = { act: "card", key, for: "lead", weight: "slow", soon: false, text: "We laughed.", floor: 5 };
const short = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest().subarray(0, 16).toString("base64url");
const isSigned = (message, sig) =>
  verify(null, Buffer.from(message), createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key }, format: "jwk" }), Buffer.from(sig, "base64url"));

test("base64url there and back, for every byte", () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.equal(b64(all), Buffer.from(all).toString("base64url"));
  assert.deepEqual(unb64(b64(all)), all);
  for (const length of [0, 1, 2, 3]) assert.deepEqual(unb64(b64(all.subarray(0, length))), all.subarray(0, length));
});

test("a signature is an Ed25519 one over session and content, with the names sorted", () => {
  const { sig, ...act } = signed(CARD, seed, SESSION);
  const content = `{"act":"card","floor":5,"for":"lead","key":"${key}","soon":false,"text":"We laughed.","weight":"slow"}`;
  assert.ok(isSigned(`tp1 act${SESSION}${content}`, sig));
  assert.ok(!isSigned(`tp1 act${SESSION.replace("c", "d")}${content}`, sig));
  assert.deepEqual(JSON.parse(JSON.stringify(act)), CARD);
});

test("the same words signed again are the same act, so sending again changes nothing", () => {
  assert.deepEqual(signed(CARD, seed, SESSION), signed({ ...CARD }, seed, SESSION));
});

test("a card's id is that of its key; any other id is that of what is said", () => {
  assert.equal(idOf(signed(CARD, seed, SESSION)), short(Buffer.from(key, "base64url")));
  assert.equal(cardId(key), idOf({ ...CARD, text: "Other words." }));
  const tap = signed({ act: "tap", key, what: "stop" }, seed, SESSION);
  assert.equal(idOf(tap), short(`{"act":"tap","key":"${key}","what":"stop"}`));
  assert.notEqual(idOf(tap), idOf({ ...tap, what: "slow" }));
});

test("answers to one question have an id each", () => {
  const text = signed({ act: "text", key, thing: cardId(key), texts: ["Yes.", "No.", "Yes."], floor: 5 }, seed, SESSION);
  const ids = answerIds(text);
  assert.equal(new Set([...ids, idOf(text)]).size, 4);
  assert.ok(ids.every((id) => /^[\w-]{22}$/.test(id)));
});

test("half a character, which cutting words can leave, is made whole before it is signed", () => {
  const act = signed({ ...CARD, text: "a\ud83d" }, seed, SESSION);
  assert.equal(act.text, "a\ufffd");
  const { texts } = signed({ act: "text", key, thing: "x", texts: ["\udc00", "😀"], floor: 5 }, seed, SESSION);
  assert.deepEqual(texts, ["\ufffd", "😀"]);
});

test("words are counted in the bytes they take, not in letters", () => {
  assert.equal(wordBytes("abc"), 3);
  assert.equal(wordBytes("é😀"), 6);
  assert.equal(wordBytes('"\n'), 4);
  assert.equal(wordBytes("\ud800"), 3);
  assert.equal(wordBytes("ab", "cd"), 4);
  assert.equal(wordBytes(), 0);
});

test("a ballot is bound to its thing, its session and what it says", () => {
  const token = { t: random(), y: new Uint8Array([...random(), ...random()]) };
  const [thing, other] = [b64(random().subarray(16)), b64(random().subarray(16))];
  const yes = ballot(thing, token, SESSION);
  assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(yes))).sort(), ["act", "mac", "t", "thing"]);
  const macs = [yes, ballot(other, token, SESSION), ballot(thing, token, "x"), ballot(thing, token, SESSION, 0), ballot(thing, token, SESSION, 1)];
  assert.equal(new Set(macs.map(({ mac }) => mac)).size, 5);
  assert.equal(ballot(thing, token, SESSION, 0).act, "answer");
  assert.equal(ballot(thing, token, SESSION, 0).value, 0);
});

test("owning names card and seat", () => {
  const card = cardId(key);
  const sig = owning(card, "seat", seed, SESSION);
  assert.ok(isSigned(bytes("tp1 own", SESSION, unb64(card), "seat"), sig));
  assert.ok(!isSigned(bytes("tp1 own", SESSION, unb64(card), "seats"), sig));
});
