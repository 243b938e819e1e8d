import assert from "node:assert/strict";
import { test } from "node:test";
import { isCode, joinLink, openKeys, plainCode, randomId, readFragment, readRoot, spokenCode } from "../../client_static/keys.js";
import { codeFault } from "../../client_static/panel/code.js";

const KEY = "abcdefghijklmnopqrstuv";
const CODE = "K7P4M2XQ";

/** A window whose storages may refuse. */
function fakeWindow({ hash = "", refuse = false, stored = {}, state = null } = {}) {
  const shown = [];
  const storage = {
    getItem: (name) => stored[name] ?? null,
    setItem: (name, value) => void (stored[name] = value),
    removeItem: (name) => void delete stored[name],
  };
  const at = {
    location: { hash },
    history: { state, replaceState: (kept, _, address) => (shown.push(address), (at.history.state = kept)) },
    get sessionStorage() {
      if (refuse) throw new DOMException("no", "SecurityError");
      return storage;
    },
  };
  return { at, shown, stored };
}

test("a key is read once and leaves the address bar, which then shows the join link", () => {
  const { at, shown } = fakeWindow({ hash: `#s=${KEY}` });
  const keys = openKeys({ code: CODE, window: at });
  assert.equal(keys.kept.role, "seat");
  assert.equal(keys.kept.key, KEY);
  assert.deepEqual(shown, [`/j/${CODE}`]);
});

test("a reload finds the seat again, by history or by storage alone", () => {
  const first = fakeWindow();
  openKeys({ code: CODE, window: first.at }).keep({ role: "seat", key: KEY });
  const byHistory = openKeys({ code: CODE, window: fakeWindow({ state: first.at.history.state }).at });
  const byStorage = openKeys({ code: CODE, window: fakeWindow({ stored: first.stored }).at });
  assert.equal(byHistory.kept.key, KEY);
  assert.equal(byStorage.kept.key, KEY);
});

test("the seat of one circle is not offered to another", () => {
  const first = fakeWindow();
  openKeys({ code: CODE, window: first.at }).keep({ role: "seat", key: KEY });
  const other = openKeys({ code: "ABCDEFGH", window: fakeWindow({ state: first.at.history.state, stored: first.stored }).at });
  assert.equal(other.kept.role, "newcomer");
});

test("where every storage refuses, keys live in memory and say that they do not survive", () => {
  const { at } = fakeWindow({ hash: `#f=${KEY}`, refuse: true });
  at.history.replaceState = () => {
    throw new DOMException("no", "SecurityError");
  };
  const keys = openKeys({ code: CODE, window: at });
  assert.equal(keys.kept.key, KEY);
  assert.equal(keys.survives, false);
});

test("what somebody else left in the storage is not taken for a key", () => {
  for (const stored of ["{", "null", "7", '{"role":"seat","key":7}']) {
    const keys = openKeys({ code: CODE, window: fakeWindow({ stored: { [`tp:${CODE}`]: stored } }).at });
    assert.equal(keys.kept.role, "newcomer");
  }
});

test("a join keeps its id until it is given up, so that a lost answer leaves no empty chair", () => {
  const { at } = fakeWindow();
  const { id } = openKeys({ code: CODE, window: at }).kept;
  const again = openKeys({ code: CODE, window: at });
  assert.equal(again.kept.id, id);
  again.forget();
  assert.notEqual(again.kept.id, id);
});

test("a fragment names its role; among peers the first key takes a seat", () => {
  assert.equal(readFragment(`#f=${KEY}`)?.role, "facilitator");
  assert.equal(readFragment(`#w=${KEY}`)?.role, "wall");
  assert.equal(readFragment(`#f=${KEY}&name=Ana&led=peers`)?.role, "peer");
  assert.equal(readFragment(`#m=${KEY}`)?.role, "member");
  assert.equal(readFragment("#f=short"), null);
  assert.equal(readFragment("#cards"), null);
  assert.equal(readFragment(""), null);
});

test("a code is read however it was typed, and written as it is spoken", () => {
  assert.equal(plainCode(" k7p4-m2 xq "), CODE);
  assert.equal(spokenCode(CODE), "K7P4 M2XQ");
  assert.ok(isCode(CODE));
  assert.ok(!isCode("K7P4M2X0"));
});

test("what is wrong with a code is said before anybody is asked", () => {
  assert.equal(codeFault("k7p4 m2xq"), "");
  assert.equal(codeFault("K7P4M"), "This code is too short. Three characters are missing.");
  assert.equal(codeFault("K7P4M2X"), "This code is too short. One character is missing.");
  assert.match(codeFault("K7P4M2XQQ"), /too long/);
  assert.match(codeFault("K7P4M2XO"), /^O: no code has that/);
});

test("ids are 128 bits in 22 letters of base64url, and no two are alike", () => {
  const ids = Array.from({ length: 500 }, randomId);
  assert.ok(ids.every((id) => /^[\w-]{22}$/.test(id)));
  assert.equal(new Set(ids).size, ids.length);
});

const K = "eaiQIwS1Wn35iGGwbzE01U540P0";

test("what a link vouches for is read beside any key, or alone", () => {
  for (const fragment of [`#k=${K}`, `#f=${KEY}&k=${K}`, `#w=${KEY}&k=${K}`, `k=${K}&s=${KEY}`]) assert.equal(readRoot(fragment), K, fragment);
  for (const fragment of ["", "#k=", `#k=${K}x`, `#k=${K.slice(1)}`, "#k=<script>alert(1)</script>12"]) assert.equal(readRoot(fragment), "", fragment);
  assert.equal(readFragment(`#k=${K}`), null, "it is no key: it opens nothing");
});

test("it is kept like the keys, so that a reload knows it, and stays in the address, which anybody may copy", () => {
  const { at, shown, stored } = fakeWindow({ hash: `#s=${KEY}&k=${K}` });
  assert.equal(openKeys({ code: CODE, window: at }).kept.k, K);
  assert.deepEqual(shown, [`/j/${CODE}#k=${K}`]);
  assert.equal(openKeys({ code: CODE, window: fakeWindow({ state: at.history.state }).at }).kept.k, K);
  assert.equal(openKeys({ code: CODE, window: fakeWindow({ stored }).at }).kept.k, K);
});

test("a newer link's word counts, and a link without one takes nothing away", () => {
  const first = fakeWindow({ hash: `#k=${K}` });
  openKeys({ code: CODE, window: first.at }).keep({ role: "seat", key: KEY });
  const other = K.replace("e", "f");
  const { kept } = openKeys({ code: CODE, window: fakeWindow({ hash: `#k=${other}`, stored: first.stored }).at });
  assert.deepEqual([kept.k, kept.role], [other, "seat"]);
  const without = openKeys({ code: CODE, window: fakeWindow({ hash: `#s=${KEY}`, stored: first.stored }).at });
  assert.equal(without.kept.k, other);
});

test("what another page left there is not taken for it, and another code has another one", () => {
  const { at, stored } = fakeWindow({ hash: `#k=${K}` });
  const keys = openKeys({ code: CODE, window: at });
  keys.forget();
  assert.equal(keys.kept.k, K, "a newcomer under the same link");
  keys.moveTo("ABCDEFGH");
  assert.equal(keys.kept.k, "");
  stored[`tp:${CODE}`] = JSON.stringify({ role: "seat", key: KEY, id: "x", name: "", k: 7 });
  assert.equal(openKeys({ code: CODE, window: fakeWindow({ stored }).at }).kept.k, "");
});

test("the join link is passed on with what one's own link vouched for, whatever the server says", () => {
  assert.equal(joinLink(`https://talk.example/j/${CODE}#k=${"x".repeat(27)}`, K), `https://talk.example/j/${CODE}#k=${K}`);
  assert.equal(joinLink(`https://talk.example/j/${CODE}#k=${K}`, ""), `https://talk.example/j/${CODE}`);
});
