import assert from "node:assert/strict";
import { test } from "node:test";
import { createViews } from "../../client_static/views.js";

function store() {
  const frames = [];
  const views = createViews({ frame: (act) => frames.push(act) });
  return { views, frames, draw: () => frames.splice(0).forEach((act) => act()) };
}

const tally = (version, here) => ({ type: "stage", section: "tally", step: 0, version, here });

test("many views in one frame are told once", () => {
  const { views, draw, frames } = store();
  let told = 0;
  views.subscribe(() => told++);
  for (let version = 1; version <= 5; version++) views.put(tally(version, version));
  assert.equal(frames.length, 1);
  draw();
  assert.equal(told, 1);
  assert.equal(views.now.stage.tally.here, 5);
});

test("an older view does not replace a newer one", () => {
  const { views } = store();
  views.put(tally(5, 5));
  views.put(tally(4, 4));
  assert.equal(views.now.stage.tally.here, 5);
});

test("after a welcome versions start anew, and what was shown stays until it is replaced", () => {
  const { views } = store();
  views.put(tally(50, 5));
  views.welcome();
  assert.equal(views.now.stage.tally.here, 5);
  views.put(tally(1, 3));
  assert.equal(views.now.stage.tally.here, 3);
});

test("sections of a type do not disturb each other, and unknown ones are kept without harm", () => {
  const { views } = store();
  views.put(tally(1, 3));
  views.put({ type: "stage", section: "fireworks", step: 0, version: 1 });
  views.put({ type: "seat", step: 0, version: 1, seat: "chi" });
  assert.equal(views.now.stage.tally.here, 3);
  assert.equal(views.now.seat.seat, "chi");
});

test("who has stopped listening is told nothing", () => {
  const { views, draw } = store();
  let told = 0;
  const stop = views.subscribe(() => told++);
  stop();
  views.put(tally(1, 1));
  draw();
  assert.equal(told, 0);
});
