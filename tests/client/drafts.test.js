import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrafts } from "../../client_static/drafts.js";

const draft = (text, step = 0) => ({ text, step, title: `Step ${step}`, label: "Your answer", way: "named" });

function storage() {
  const kept = {};
  return { kept, getItem: (name) => kept[name] ?? null, setItem: (name, value) => void (kept[name] = value) };
}

const refusing = () => {
  throw new DOMException("no", "SecurityError");
};

test("a draft belongs to its step, and a reload finds it", () => {
  const place = storage();
  const open = () => createDrafts({ slot: () => "tp:A:words", storage: () => place });
  open().put("one", draft("half a sentence"));
  const again = open();
  assert.equal(again.text("one"), "half a sentence");
  assert.equal(again.text("two"), "");
  assert.ok(again.survive);
});

test("where storage refuses, words stay in memory, and it is known that a reload would lose them", () => {
  const drafts = createDrafts({ slot: () => "s", storage: refusing });
  assert.ok(drafts.survive, "nothing to lose yet");
  drafts.put("one", draft("kept"));
  assert.equal(drafts.text("one"), "kept");
  assert.equal(drafts.survive, false);
});

test("drafts of other steps are the unsent ones, the newest first; blanks are not words", () => {
  const drafts = createDrafts({ slot: () => "s", storage: refusing });
  drafts.put("one", draft("first"));
  drafts.put("two", draft("second", 1));
  drafts.put("three", draft("  \n", 2));
  assert.deepEqual(drafts.others("four").map(([id]) => id), ["two", "one"]);
  assert.deepEqual(drafts.others("two").map(([id]) => id), ["one"]);
});

test("what was written after sending is not thrown away with what was sent", () => {
  const drafts = createDrafts({ slot: () => "s", storage: refusing });
  drafts.put("one", draft("sent"));
  drafts.put("one", draft("sent, and more"));
  drafts.drop("one", "sent");
  assert.equal(drafts.text("one"), "sent, and more");
  drafts.drop("one", "sent, and more");
  assert.equal(drafts.text("one"), "");
});

test("what somebody else left in the storage is not taken for words", () => {
  for (const left of ["{", "7", '{"one":{}}', '[["one",{"text":7}]]', '[["one",null]]']) {
    const place = { getItem: () => left, setItem: () => {} };
    const drafts = createDrafts({ slot: () => "s", storage: () => place });
    assert.equal(drafts.text("one"), "");
  }
});

test("what goes without a name is written down nowhere, and goes when its author goes", () => {
  const place = storage();
  const drafts = createDrafts({ slot: () => "s", storage: () => place });
  drafts.put("named", draft("with my name"));
  for (const way of ["unsigned", "card"]) drafts.put(way, { ...draft("without it"), way });
  assert.ok(!JSON.stringify(place.kept).includes("without it"));
  assert.ok(JSON.stringify(place.kept).includes("with my name"), "the premise: the place takes words");
  assert.equal(drafts.survive, false, "a reload would lose them");
  drafts.forget();
  assert.deepEqual(drafts.others("").map(([id]) => id), ["named"]);
  assert.ok(drafts.survive);
});
