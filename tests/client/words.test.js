import assert from "node:assert/strict";
import { after, test } from "node:test";
import { about, count, list, mix, number, ordinal, speak, spentText, t } from "../../client_static/words.js";

after(() => speak([]));

test("fields are filled in, and what is in them is never read as a sentence", () => {
  assert.equal(t("Pass it on to {name}", { name: "{name} $& <b>" }), "Pass it on to {name} $& <b>");
});

test("a field that is missing, or that every object has, stays as it was written", () => {
  assert.equal(t("{who} and {constructor}"), "{who} and {constructor}");
});

test("pieces keep what is not text", () => {
  const bold = { b: 1 };
  assert.deepEqual(mix("{so} can keep to this.", { so: bold }), ["", bold, " can keep to this."]);
});

test("another language may put the fields in another order", () => {
  speak([["After {name} comes {next}.", "{next} kommt nach {name}."]]);
  assert.equal(t("After {name} comes {next}.", { name: "Ana", next: "Ben" }), "Ben kommt nach Ana.");
  speak([]);
});

test("counts and lists read like sentences", () => {
  assert.equal(count(1, "1 is here", "{n} are here"), "1 is here");
  assert.equal(count(0, "1 is here", "{n} are here"), "0 are here");
  assert.equal(list([]), "");
  assert.equal(list(["Ana"]), "Ana");
  assert.equal(list(["Ana", "Ben", "Chi"]), "Ana, Ben and Chi");
  assert.equal(`${ordinal(4)} of ${number(9)}`, "fourth of nine");
  assert.equal(`${ordinal(13)} of ${number(20)}`, "number 13 of 20");
  assert.equal(about(120), "about 2 minutes");
  assert.equal(about(45), "about 45 seconds");
  assert.equal(spentText(80_500), "1:20");
});
