import assert from "node:assert/strict";
import { test } from "node:test";
import * as standing from "../../client_static/console/board/standing.js";
import { change } from "../../client_static/console/telling.js";

const person = (name) => ({ seat: name.toLowerCase(), name });
const group = (place, names, more = {}) => ({
  place, people: names.map(person), room_link: null, reason: "", locked: false, where: "together", call: "no", company_by: null, ...more,
});
const board = (...groups) => ({ groups, repeats: 0, bound: 0 });
const NOBODY = new Map();

test("who needs somebody first: a call, one alone, a lost line, those on their way, then by room", () => {
  const placed = standing.filled(board(
    group(1, ["Ana", "Ben"]), group(2, ["Chi", "Dov"], { where: "moving" }), group(3, ["Eli", "Fay"]), group(4, ["Gus"]),
    group(5, []), group(6, ["Hana", "Ida"], { call: "coming" }), group(7, ["Jon", "Kim"], { call: "asked" }), group(8, ["Lea", "Mei"]),
  ));
  const order = standing.byNeed(placed, new Map([["fay", 1]])).map(({ group: { place } }) => place);
  assert.deepEqual(order, [7, 6, 4, 3, 2, 1, 8]);
});

test("a call outweighs being alone, and being on the way is no reason to come", () => {
  assert.equal(standing.needOf(group(1, ["Ana"], { call: "asked" }), NOBODY), "calls");
  assert.equal(standing.urgent(standing.needOf(group(1, ["Ana", "Ben"], { where: "moving" }), NOBODY)), false);
  assert.equal(standing.urgent(standing.needOf(group(1, ["Ana"]), NOBODY)), true);
});

test("only they are asked about whom nobody else can see, and not at once", () => {
  const both = new Map([["ana", 1_000], ["ben", 5_000]]);
  const asked = (lost, now, names = ["Ana", "Ben"]) => standing.unseen(group(1, names), lost, now).map(({ name }) => name);
  assert.deepEqual(asked(new Map([["ana", 0]]), 60_000), [], "Ben sees whether Ana is there");
  assert.deepEqual(asked(both, 8_999), []);
  assert.deepEqual(asked(both, 9_000), ["Ana"]);
  assert.deepEqual(asked(both, 13_000), ["Ana", "Ben"]);
  assert.deepEqual(asked(new Map([["ana", 0]]), 60_000, ["Ana", "Lead"]), ["Ana"], "whoever leads is asked as the partner");
});

test("a new pair takes the free room, and an empty one keeps its number", () => {
  const some = board(group(1, ["Ana", "Ben"]), group(2, []), group(3, ["Chi", "Dov"]));
  assert.equal(standing.freePlace(some), 1);
  assert.equal(standing.freePlace(board(group(1, ["Ana", "Ben"]))), 1);
  assert.equal(standing.placeOf(some, "dov"), 2);
  assert.equal(standing.placeOf(some, "nobody"), null);
  assert.equal(standing.roomList(some), "Room 1: Ana, Ben\nRoom 3: Chi, Dov");
});

test("somebody is found by any of their names, without accents, or by the room", () => {
  const found = (query, room = 12) => standing.found([{ name: "Zoë van Dijk" }, { name: "Émile" }], query, room);
  assert.ok(found("zoe") && found("Dijk") && found("emi") && found("12") && found(" ÉMILE "));
  assert.ok(!found("oe") && !found("1") && !found("mile"));
});

test("the plan says how it keeps its promise, and never that a wish is in the way", () => {
  const words = (repeats, bound) => standing.repeatWords({ repeats, bound });
  assert.equal(words(0, 0), "Nobody here has met before.");
  assert.equal(words(1, 1), "1 pair has met before; fewer is not possible.");
  assert.equal(words(3, 1), "3 have met before.");
  assert.equal(words(3, 0), "3 have met before.");
});

test("a rule is told with the names of those whom it may be about", () => {
  const some = board(group(1, ["Ana"]), group(2, ["Ben"]), group(3, ["Chi", "Dov", "Eli"]));
  assert.equal(standing.apartWords(some, person("Ana"), 1), "A rule of yours keeps Ana and Ben apart.");
  assert.equal(standing.apartWords(some, person("Ana"), 2), "A rule of yours keeps Ana apart from Chi, Dov or Eli.");
});

test("pairs stay where they were drawn while a hand is on its way", () => {
  const placed = standing.filled(board(group(1, ["Ana"]), group(2, ["Ben"]), group(3, ["Chi"])));
  assert.deepEqual(standing.asBefore(placed, [2, 0]).map(({ i }) => i), [2, 0, 1]);
});

test("the board of the step before is nobody's business any more", () => {
  const views = { console: { board: { step: 3, part: { kind: "pairs", phase: "talking" } } } };
  assert.ok(standing.boardOf({ head: { phase: "running", step: 3 }, views }));
  assert.equal(standing.boardOf({ head: { phase: "running", step: 4 }, views }), null);
  assert.equal(standing.boardOf({ head: { phase: "ended", step: 3 }, views }), null);
});

const QUIET = { opening: 4, phase: "running", paused: false, knocks: [], cards: [], kept: [], taps: [], hands: 0, round: "talking", calls: [], lonely: [] };
const said = (after, before = {}) => change({ head: { title: "Pairs" } }, { ...QUIET, ...before }, { ...QUIET, ...after });

test("one sentence tells each turn of a round, a call, and who waits", () => {
  assert.equal(said({ round: "planned" }, { round: "gathering" }), "The plan is ready. Only you see it.");
  assert.equal(said({ round: "back", calls: [] }), "All are back.");
  assert.equal(said({ calls: ["Ana and Ben"] }), "Ana and Ben call you.");
  assert.equal(said({ lonely: ["Hana"] }), "Hana waits for company. It comes by itself.");
  assert.equal(said({ calls: ["Ana and Ben"] }, { calls: ["Ana and Ben"] }), "");
  assert.equal(said({ round: "" }), "", "another step says its own name");
});
