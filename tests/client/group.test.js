import assert from "node:assert/strict";
import { test } from "node:test";
import { createBook } from "../../client_static/group/book.js";
import { openKeeper } from "../../client_static/group/keeper.js";
import { peopleOf, tagLines, tagsOf } from "../../client_static/group/lines.js";
import { csvRow, fileName } from "../../client_static/group/save.js";

const KEY = "keeper-key-000000000000";

/** A window whose storages may refuse. */
function fakeWindow({ hash = "", refuse = false, stored = {}, state = null } = {}) {
  const shown = [];
  const at = {
    location: { hash },
    history: {
      state,
      replaceState(kept, _, address) {
        if (refuse) throw new DOMException("no", "SecurityError");
        shown.push(address);
        at.history.state = kept;
      },
    },
    get sessionStorage() {
      if (refuse) throw new DOMException("no", "SecurityError");
      return { getItem: (name) => stored[name] ?? null, setItem: (name, value) => void (stored[name] = value) };
    },
  };
  return { at, shown, stored };
}

test("the keeper's key leaves the address, and is found again by history or by storage alone", () => {
  const first = fakeWindow({ hash: `#k=${KEY}&new=1` });
  assert.deepEqual(openKeeper({ id: "g", window: first.at }), { key: KEY, fresh: true, survives: true });
  assert.deepEqual(first.shown, ["/g/g"]);
  const byHistory = openKeeper({ id: "g", window: fakeWindow({ state: first.at.history.state }).at });
  const byStorage = openKeeper({ id: "g", window: fakeWindow({ stored: first.stored }).at });
  assert.deepEqual([byHistory.key, byHistory.fresh], [KEY, false]);
  assert.equal(byStorage.key, KEY);
});

test("the key of one group is not offered to another", () => {
  const first = fakeWindow({ hash: `#k=${KEY}` });
  openKeeper({ id: "g", window: first.at });
  assert.equal(openKeeper({ id: "other", window: fakeWindow({ state: first.at.history.state, stored: first.stored }).at }).key, "");
});

test("where every storage refuses the key lives in memory; what is no key is none", () => {
  assert.deepEqual(openKeeper({ id: "g", window: fakeWindow({ hash: `#k=${KEY}`, refuse: true }).at }), { key: KEY, fresh: false, survives: false });
  assert.equal(openKeeper({ id: "g", window: fakeWindow({ hash: "#k=short" }).at }).key, "");
  assert.equal(openKeeper({ id: "g", window: fakeWindow({ stored: { "tp:g:g": 7 } }).at }).key, "");
});

test("people are read one a line, with a pronoun where there is one", () => {
  assert.deepEqual(peopleOf("Ana, she/her\n\n  Ben \nChi; they/them\nDov\the/him\n, nobody"), [
    { name: "Ana", pronoun: "she/her" },
    { name: "Ben" },
    { name: "Chi", pronoun: "they/them" },
    { name: "Dov", pronoun: "he/him" },
  ]);
});

test("tags are written and read one a line, and a line without a colon is named", () => {
  assert.equal(tagLines({ shift: "night", team: "Harbour" }), "shift: night\nteam: Harbour");
  assert.deepEqual(tagsOf("shift: night\n\n from : 8:30 "), { shift: "night", from: "8:30" });
  assert.deepEqual(tagsOf(""), {});
  assert.throws(() => tagsOf("shift: night\nHarbour"), /“Harbour” needs a colon/);
});

test("a table file keeps quotes and commas, and no name in it is taken for a formula", () => {
  assert.equal(csvRow(['Ana "A", she', "=1+1"]), '"Ana ""A"", she","\'=1+1"\r\n');
  assert.equal(fileName("Ward 4: nights/../x"), "Ward 4 nightsx");
  assert.equal(fileName("***"), "group");
});

/** A book whose server says what the test says. */
function book(...answers) {
  const said = [];
  const asked = [];
  const ask = async (path, given) => {
    asked.push([given.method, path, given.headers.authorization, given.body]);
    const answer = answers.shift();
    if (!answer) throw new TypeError("no line");
    return new Response(answer[1] === undefined ? null : JSON.stringify(answer[1]), { status: answer[0] });
  };
  return { said, asked, book: createBook({ id: "g", key: KEY, say: (words) => said.push(words), draw: () => {}, ask }) };
}

test("the key goes in a header and never in an address", async () => {
  const { book: one, asked } = book([204]);
  assert.equal(await one.ask("PATCH", "", { json: { name: "W" } }), null);
  assert.deepEqual(asked, [["PATCH", "/api/groups/g", `Bearer ${KEY}`, '{"name":"W"}']]);
});

test("what is declined is kept at its place and said, until the next try", async () => {
  const fault = { row: 3, column: "apart", message: "nobody is called X" };
  const { book: one, said } = book([422, { error: { code: "csv", message: "Not yet.", faults: [fault] } }], [204]);
  const job = async () => void (await one.ask("POST", "/import", { csv: "name" }));
  assert.equal(await one.act("import", job), false);
  assert.deepEqual([one.no("import").message, one.no("import").faults, said], ["Not yet.", [fault], ["Not yet."]]);
  assert.equal(await one.act("import", job), true);
  assert.equal(one.no("import"), null);
});

test("a server that is not reached is told without blame, and one thing is asked once at a time", async () => {
  const { book: one, asked } = book();
  const job = () => one.load();
  assert.deepEqual(await Promise.all([one.act("x", job), one.act("x", job)]), [false, false]);
  assert.equal(asked.length, 1);
  assert.match(one.no("x").message, /What you wrote is still here/);
});
