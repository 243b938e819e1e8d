import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { b64, bytes } from "../../client_static/sealed/acts.js";
import { ask, finish, fitsLink, vouches } from "../../client_static/sealed/tokens.js";
import { ristretto255_oprf, sha256 } from "../../client_static/vendor/noble.js";

const { voprf } = ristretto255_oprf;
const RFC = JSON.parse(readFileSync(new URL("../sealed/rfc9497.json", import.meta.url), "utf8"));
const hex = (text) => Uint8Array.from(Buffer.from(text, "hex"));
const { secretKey, publicKey } = voprf.deriveKeyPair(hex(RFC.seed), hex(RFC.info));

/** A scalar as the bytes of chance that the library makes it of: little endian, 48 of them, one less. */
function chance(scalar) {
  const value = BigInt(`0x${Buffer.from(hex(scalar)).reverse().toString("hex")}`) - 1n;
  return () => Uint8Array.from({ length: 48 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function answered(element, secret = secretKey, key = publicKey) {
  const { evaluated, proof } = voprf.blindEvaluate(secret, key, element);
  return { element: evaluated, proof };
}

test("the library gives the bytes of RFC 9497: key, blinded element, proof and output", () => {
  assert.equal(Buffer.from(publicKey).toString("hex"), RFC.public);
  for (const { input, blind, blinded, evaluated, proof, output } of RFC.vectors) {
    const made = voprf.blind(hex(input), chance(blind));
    assert.deepEqual(made, { blind: hex(blind), blinded: hex(blinded) });
    const y = voprf.finalize(hex(input), hex(blind), hex(evaluated), hex(blinded), hex(RFC.public), hex(proof));
    assert.deepEqual(y, hex(output));
  }
});

test("this panel's own step ends in the RFC's output too", () => {
  const [{ input, blind, blinded, evaluated, proof, output }] = RFC.vectors;
  const asked = { t: hex(input), blind: hex(blind), element: hex(blinded) };
  assert.deepEqual(finish(asked, hex(RFC.public), { element: hex(evaluated), proof: hex(proof) }).y, hex(output));
});

test("a token is what the key would make of it, and no two are alike", () => {
  const [one, other] = [ask(), ask()];
  assert.notDeepEqual(one.t, other.t);
  assert.notDeepEqual(one.element, other.element);
  assert.equal(one.t.length, 32);
  const { t, y } = finish(one, publicKey, answered(one.element));
  assert.deepEqual(y, voprf.evaluate(secretKey, t));
});

test("what is sent says nothing of the token: the same one is blinded anew each time", () => {
  const t = new Uint8Array(32);
  assert.notDeepEqual(voprf.blind(t).blinded, voprf.blind(t).blinded);
});

test("another key's answer is refused, and one for another element", () => {
  const asked = ask();
  const stranger = voprf.deriveKeyPair(new Uint8Array(32), new Uint8Array(1));
  const good = answered(asked.element);
  assert.ok(finish(asked, publicKey, good));
  assert.throws(() => finish(asked, publicKey, answered(asked.element, stranger.secretKey, stranger.publicKey)));
  assert.throws(() => finish(asked, stranger.publicKey, good));
  assert.throws(() => finish(asked, publicKey, answered(ask().element)));
  assert.throws(() => finish(ask(), publicKey, good));
});

test("an answer that was tampered with is refused, whichever byte it was", () => {
  const asked = ask();
  const good = answered(asked.element);
  for (const part of ["element", "proof"]) {
    for (const at of [0, 15, 31, good[part].length - 1]) {
      const spoilt = Uint8Array.from(good[part]);
      spoilt[at] ^= 1;
      assert.throws(() => finish(asked, publicKey, { ...good, [part]: spoilt }), `${part} ${at}`);
    }
  }
});

test("the identity and what is no point are refused, as an element and as a key", () => {
  const asked = ask();
  const good = answered(asked.element);
  const bad = [
    "00".repeat(32),
    `00${"ff".repeat(31)}`,
    `f3${"ff".repeat(30)}7f`,
    `01${"00".repeat(31)}`,
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
    "",
    "00".repeat(33),
  ];
  for (const one of bad) {
    assert.throws(() => finish(asked, publicKey, { ...good, element: hex(one) }), one);
    assert.throws(() => finish(asked, hex(one), good), one);
  }
});

/** A tree of 2,048 keys that are all made up; the path of one leaf, and the root. */
function tree(leaf) {
  let row = Array.from({ length: 2048 }, (_, i) => sha256(bytes([0], key(i))));
  const path = [];
  for (let at = leaf; row.length > 1; at >>= 1) {
    path.push(row[at ^ 1]);
    row = Array.from({ length: row.length / 2 }, (_, i) => sha256(bytes([1], row[2 * i], row[2 * i + 1])));
  }
  return { root: row[0], given: { leaf, key: key(leaf), path } };
}
const key = (name) => sha256(bytes(String(name)));

test("a root vouches for its keys on their own leaves", () => {
  for (const leaf of [0, 1, 1023, 1536, 2047]) {
    const { root, given } = tree(leaf);
    assert.ok(vouches(root, given));
    assert.ok(!vouches(root, { ...given, leaf: leaf ^ 1 }));
    assert.ok(!vouches(root, { ...given, key: key(leaf ^ 1) }));
    assert.ok(!vouches(sha256(root), given));
    for (let i = 0; i < 11; i++) assert.ok(!vouches(root, { ...given, path: given.path.with(i, given.path[(i + 1) % 11]) }), `${i}`);
  }
});

test("an inner node is no key, and a leaf beyond the tree is none of its leaves", () => {
  const { root, given } = tree(5);
  assert.ok(!vouches(root, { ...given, path: given.path.slice(1) }));
  assert.ok(!vouches(root, { ...given, path: [...given.path, new Uint8Array(32)] }));
  for (const leaf of [5 + 2048, 5 + 2 ** 32, -5, 5.5, NaN]) assert.ok(!vouches(root, { ...given, leaf }), String(leaf));
  assert.ok(!vouches(root, { ...given, path: given.path.with(3, new Uint8Array(31)) }));
});

test("a server that grows a branch deeper cannot have two keys on one leaf", () => {
  const deep = [0, 1].map((i) => sha256(bytes([0], key(`deep ${i}`))));
  let row = Array.from({ length: 2048 }, (_, i) => (i === 2 ? sha256(bytes([1], ...deep)) : sha256(bytes([0], key(i)))));
  const path = [deep[0]];
  for (let at = 2; row.length > 1; at >>= 1) {
    path.push(row[at ^ 1]);
    row = Array.from({ length: row.length / 2 }, (_, i) => sha256(bytes([1], row[2 * i], row[2 * i + 1])));
  }
  assert.equal(path.length, 12);
  assert.ok(!vouches(row[0], { leaf: 5, key: key("deep 1"), path }));
});

test("a root that is not the link's is refused, also one that begins alike", () => {
  const root = sha256(bytes("root"));
  const link = b64(root.subarray(0, 20));
  assert.equal(link.length, 27);
  assert.ok(fitsLink(root, link));
  assert.ok(!fitsLink(sha256(root), link));
  assert.ok(!fitsLink(root, link.slice(0, 26)));
  assert.ok(!fitsLink(root, ""));
  assert.ok(!fitsLink(root.subarray(0, 20), link));
});
