import assert from "node:assert/strict";
import { test } from "node:test";
import { createClock, left, turnAt, untilDrawn } from "../../client_static/clock.js";
import { clockText } from "../../client_static/words.js";

/** A device whose clock is in the test's hands. */
function device() {
  const at = { ms: 1_000 };
  return { at, clock: createClock({ real: () => at.ms }) };
}

test("the server's time is the answer's time and half its way", () => {
  const { at, clock } = device();
  at.ms = 1_100;
  clock.pong({ sent: 1_000, now: 500_000 });
  assert.equal(clock.now(), 500_050);
  at.ms += 1_000;
  assert.equal(clock.now(), 501_050);
});

test("the shortest way is believed, not the newest", () => {
  const { at, clock } = device();
  at.ms = 1_020;
  clock.pong({ sent: 1_000, now: 500_000 });
  at.ms = 2_400;
  clock.pong({ sent: 2_000, now: 501_300 }); // slow on one side: half of 400 would be 90 ms off
  assert.equal(clock.now(), 501_390);
});

test("an answer that the estimate cannot agree with is believed, however slow: the device has slept", () => {
  const { at, clock } = device();
  at.ms = 1_020;
  clock.pong({ sent: 1_000, now: 500_000 });
  at.ms = 1_500;
  clock.pong({ sent: 1_300, now: 800_000 });
  assert.equal(clock.now(), 800_100);
});

test("in rehearsal the server's time runs faster", () => {
  const { at, clock } = device();
  clock.pong({ sent: 1_000, now: 500_000, rate: 60 });
  at.ms += 1_000;
  assert.equal(clock.now(), 560_000);
});

test("a held clock stands still, and without an end nothing is left to tell", () => {
  assert.equal(left({ ends_at: null, paused: true, remaining_ms: 5_000 }, 99), 5_000);
  assert.equal(left({ ends_at: 1_000, paused: false, remaining_ms: null }, 1_400), -400);
  assert.equal(left({ ends_at: null, paused: false, remaining_ms: null }, 99), null);
});

test("clocks show the second that has begun, and count up when over", () => {
  assert.equal(clockText(60_000), "1:00");
  assert.equal(clockText(59_001), "1:00");
  assert.equal(clockText(1), "0:01");
  assert.equal(clockText(0), "0:00");
  assert.equal(clockText(-999), "0:00");
  assert.equal(clockText(-80_000), "+1:20");
});

test("a pair's time is cut in equal parts, and the last keeps the word when it is over", () => {
  assert.deepEqual(turnAt(600_000, 600_000, 2), { turn: 0, left: 300_000 });
  assert.deepEqual(turnAt(600_000, 300_001, 2), { turn: 0, left: 1 });
  assert.deepEqual(turnAt(600_000, 300_000, 2), { turn: 1, left: 300_000 });
  assert.deepEqual(turnAt(600_000, 100_000, 3), { turn: 2, left: 100_000 });
  assert.deepEqual(turnAt(600_000, -5_000, 2), { turn: 1, left: -5_000 });
});

test("all screens draw the next second when it begins, and at least four times a second", () => {
  const timer = { ends_at: 60_000, paused: false, remaining_ms: null };
  assert.equal(untilDrawn(timer, 100), 250);
  assert.equal(untilDrawn(timer, 900), 100);
  assert.equal(untilDrawn(timer, 1_000), 250);
  assert.equal(untilDrawn(timer, 60_950), 50, "over time as well");
  assert.equal(untilDrawn({ ...timer, paused: true }, 900), 250);
  assert.equal(untilDrawn(undefined, 900), 250);
});
