import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS, wordsFor } from "../../client_static/sealed/words.js";

const VECTORS = JSON.parse(readFileSync(new URL("../sealed/words.json", import.meta.url), "utf8"));

test("the list has 512 words, no two with the same first three letters", () => {
  assert.equal(WORDS.length, 512);
  assert.equal(new Set(WORDS.map((word) => word.slice(0, 3))).size, 512);
  assert.deepEqual(WORDS, [...WORDS].sort());
  assert.ok(WORDS.every((word) => /^[a-z]{4,6}$/.test(word)));
});

test("a root and a number give the words that the server gives", () => {
  assert.ok(VECTORS.length > 2);
  for (const { root, number, words } of VECTORS) {
    assert.deepEqual(wordsFor(Uint8Array.from(Buffer.from(root, "hex")), number), words);
  }
});

test("another number, other words", () => {
  const root = new Uint8Array(32);
  assert.equal(new Set(Array.from({ length: 100 }, (_, number) => wordsFor(root, number).join())).size, 100);
});
