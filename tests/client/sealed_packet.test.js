import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { ballot, b64, keyOf, random, signed } from "../../client_static/sealed/acts.js";
import { SIZE, fits, packet } from "../../client_static/sealed/packet.js";

const SESSION = "c2Vzc2lvbi1vZi10ZXN0cw";
const token = { t: random(), y: new Uint8Array([...random(), ...random()]) };
const seed = random();
const tap = () => signed({ act: "tap", key: keyOf(seed), what: "slow" }, seed, SESSION);
const card = (text) => signed({ act: "card", key: keyOf(seed), for: "lead", weight: "thought", soon: false, text, floor: 1000, secret: b64(random()) }, seed, SESSION);
const row = (given) => Buffer.from(packet({ session: SESSION, beat: 258, token, ...given }));

test("blank and full have one size, one token, one beat", () => {
  const [blank, full] = [row({}), row({ acts: [card("x".repeat(2400)), tap()] })];
  assert.equal(blank.length, 4096);
  assert.equal(full.length, SIZE);
  assert.deepEqual(blank.subarray(0, 40), full.subarray(0, 40));
  assert.notDeepEqual(blank.subarray(40, 72), full.subarray(40, 72));
});

test("the bytes stand where the protocol has them", () => {
  const made = row({});
  assert.deepEqual([...made.subarray(0, 8)], [1, 0, 0, 0, 0, 0, 1, 2]);
  assert.deepEqual(made.subarray(8, 40), Buffer.from(token.t));
  assert.equal(made.subarray(72, 76).toString("latin1"), "\0\x02[]");
  assert.ok(made.subarray(76).every((byte) => byte === 0));
  const mac = createHmac("sha256", token.y).update(`tp1 packet${SESSION}`).update(made.subarray(0, 40)).update(made.subarray(72)).digest();
  assert.deepEqual(made.subarray(40, 72), mac);
});

test("the acts are there as JSON", () => {
  const acts = [card("Grüße 😀"), tap()];
  const made = row({ acts });
  assert.deepEqual(JSON.parse(made.subarray(74, 74 + made.readUInt16BE(72)).toString()), JSON.parse(JSON.stringify(acts)));
});

test("one act with all the words and seven of the largest others always fit; nine acts never", () => {
  const thing = b64(random().subarray(16));
  const votes = Array.from({ length: 7 }, () => ballot(thing, token, SESSION, 99));
  const taps = Array.from({ length: 7 }, tap);
  assert.ok(fits([card("x".repeat(2400)), ...votes]));
  assert.ok(fits([card('"'.repeat(1200)), ...taps]));
  assert.ok(fits([]));
  assert.ok(!fits([card("x".repeat(2400)), ...votes, ...votes]));
  assert.ok(!fits([card("x".repeat(3700)), tap()]));
  assert.ok(!fits([...taps, tap(), tap()]), "nine, however small");
  assert.throws(() => row({ acts: [card("x".repeat(5000))] }));
});
