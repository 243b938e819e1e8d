import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../../client_static/sealed/acts.js";
import { ROOM, openPocket } from "../../client_static/sealed/pocket.js";

const WRAP = random();
const CONTENTS = { tokens: { 12: "t" }, acts: [{ act: "card", text: "We laughed – é 😀" }] };

/** A session storage, and everything ever written to it. */
function desk({ refuse = false } = {}) {
  const kept = new Map();
  const written = [];
  const storage = () => {
    if (refuse) throw new DOMException("no", "SecurityError");
    return {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => (written.push(value), kept.set(name, value)),
      removeItem: (name) => void kept.delete(name),
    };
  };
  return { kept, written, open: (given = {}) => openPocket({ wrap: WRAP, slot: "tp:pocket", storage, ...given }) };
}

test("what was put in is found by the next panel of the same seat", async () => {
  const { open } = desk();
  const first = await open();
  assert.equal(first.found, null);
  assert.equal(first.survives, false);
  await first.put(CONTENTS);
  assert.equal(first.survives, true);
  assert.deepEqual((await open()).found, CONTENTS);
});

test("one entry of one size, whether there is nothing in it or much", async () => {
  const { open, kept, written } = desk();
  const pocket = await open();
  for (const contents of [null, {}, CONTENTS, { text: "x".repeat(ROOM - 20) }]) await pocket.put(contents);
  assert.equal(written.length, 4);
  assert.equal(new Set(written.map((entry) => entry.length)).size, 1);
  assert.equal(kept.size, 1);
});

test("the same contents look different every time, so nobody sees whether anything changed", async () => {
  const { open, written } = desk();
  const pocket = await open();
  await pocket.put(CONTENTS);
  await pocket.put(CONTENTS);
  assert.notEqual(written[0], written[1]);
  assert.ok(!written.join().includes(btoa("We laughed")));
});

test("another key finds nothing, and what was tampered with is nothing", async () => {
  const { open, kept } = desk();
  await (await open()).put(CONTENTS);
  assert.equal((await open({ wrap: random() })).found, null);
  const entry = kept.get("tp:pocket");
  kept.set("tp:pocket", `${entry.slice(0, -3)}${entry.endsWith("AAA") ? "BBB" : "AAA"}`);
  assert.equal((await open()).found, null);
  for (const nonsense of ["", "{}", "\u0000", "AAAA"]) {
    kept.set("tp:pocket", nonsense);
    assert.equal((await open()).found, null);
  }
});

test("where the browser refuses, or the page came without TLS, memory must do, and the pocket says so", async () => {
  for (const given of [{ subtle: null }, { wrap: new Uint8Array(5) }]) {
    const { open, written } = desk();
    const pocket = await open(given);
    await pocket.put(CONTENTS);
    assert.equal(pocket.survives, false);
    assert.deepEqual(written, [], "never in the clear");
  }
  const pocket = await desk({ refuse: true }).open();
  await pocket.put(CONTENTS);
  pocket.forget();
  assert.equal(pocket.found, null);
  assert.equal(pocket.survives, false);
});

test("what is too much for it is not kept by halves, and an old content does not come back", async () => {
  const { open, written } = desk();
  const pocket = await open();
  await pocket.put(CONTENTS);
  await pocket.put({ text: "x".repeat(ROOM) });
  assert.equal(pocket.survives, false);
  assert.equal(written[0].length, written[1].length);
  assert.equal((await open()).found, null);
  await pocket.put(CONTENTS);
  assert.equal(pocket.survives, true);
});

test("the last one put in is the one that stays, however fast they come", async () => {
  const { open } = desk();
  const pocket = await open();
  await Promise.all([1, 2, 3, 4, 5].map((beat) => pocket.put({ beat })));
  assert.deepEqual((await open()).found, { beat: 5 });
});

test("a storage that is full for a moment does not stop the next beat", async () => {
  const { open, kept } = desk();
  let full = false;
  const storage = () => ({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      if (full) throw new DOMException("full", "QuotaExceededError");
      kept.set(name, value);
    },
  });
  const pocket = await open({ storage });
  await pocket.put(CONTENTS);
  full = true;
  await pocket.put(CONTENTS);
  assert.equal(pocket.survives, false);
  full = false;
  await pocket.put(CONTENTS);
  assert.equal(pocket.survives, true);
});

test("when the session is over, nothing stays", async () => {
  const { open, kept } = desk();
  const pocket = await open();
  await pocket.put(CONTENTS);
  pocket.forget();
  assert.equal(kept.size, 0);
});
