import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, waitFor } from "../../client_static/link.js";
import { createWorld, WELCOME } from "./world.js";

/** A line that has been welcomed. */
function line(listener = {}) {
  const outside = createWorld();
  const heard = [];
  const link = connect({
    url: "ws://x/ws", clock: outside.clock, world: outside.world, hello: () => ({ seat_key: "k" }),
    onState: ({ line }) => heard.push(line), ...listener,
  });
  return { outside, link, heard };
}

function welcomed(listener) {
  const all = line(listener);
  all.outside.socket.opens();
  all.outside.socket.hears(WELCOME);
  return all;
}

const answerPings = (outside) => outside.socket.pings.forEach(({ sent }) => outside.socket.hears({ type: "pong", sent, now: 1_000_000 }));

test("the first word is hello, and the second hello says what was seen", () => {
  const { outside } = welcomed();
  assert.deepEqual(outside.socket.said, [{ type: "hello", seat_key: "k" }]);
  outside.socket.ends();
  outside.pass(300);
  outside.socket.opens();
  assert.deepEqual(outside.socket.said, [{ type: "hello", seat_key: "k", seen: "1.7" }]);
});

test("a lost line comes back later and later, but never later than eight seconds", () => {
  const { outside } = welcomed();
  for (const wait of [300, 600, 1200, 2400, 4800, 8000, 8000]) {
    const before = outside.sockets.length;
    outside.socket.ends();
    outside.pass(wait - 1);
    assert.equal(outside.sockets.length, before, `not before ${wait}`);
    outside.pass(1);
    assert.equal(outside.sockets.length, before + 1, `after ${wait}`);
  }
});

test("half of every wait is dice, so that a room does not come back in one moment", () => {
  assert.equal(waitFor(0, 0), 150);
  assert.equal(waitFor(0, 1), 300);
  assert.equal(waitFor(50, 1), 8_000);
});

test("a welcome makes the next wait short again", () => {
  const { outside } = welcomed();
  outside.socket.ends();
  outside.pass(300);
  outside.socket.ends();
  outside.pass(600);
  outside.socket.opens();
  outside.socket.hears(WELCOME);
  outside.socket.ends();
  const before = outside.sockets.length;
  outside.pass(300);
  assert.equal(outside.sockets.length, before + 1);
});

test("when the network or the person is back, the line is opened at once", () => {
  const { outside } = welcomed();
  for (let i = 0; i < 5; i++) {
    outside.socket.ends();
    outside.pass(8_000);
  }
  outside.socket.ends();
  const before = outside.sockets.length;
  outside.wake();
  assert.equal(outside.sockets.length, before + 1);
});

test("commands wait for the welcome, and go out again in order with the same ids", async () => {
  const { outside, link } = line();
  const first = link.send("hand", { up: true });
  const second = link.send("agree");
  outside.socket.opens();
  assert.equal(outside.socket.said.length, 1, "only hello before the welcome");
  outside.socket.hears(WELCOME);
  const [, hand, agree] = outside.socket.said;
  assert.deepEqual([hand.type, agree.type], ["hand", "agree"]);
  outside.socket.hears({ type: "ok", id: hand.id });
  assert.deepEqual(await first, { ok: true });
  outside.socket.ends();
  outside.pass(300);
  outside.socket.opens();
  outside.socket.hears(WELCOME);
  assert.deepEqual(outside.socket.said.slice(1), [agree], "what was answered is not sent again");
  outside.socket.hears({ type: "refused", id: agree.id, code: "c", message: "Not now." });
  assert.deepEqual(await second, { ok: false, code: "c", message: "Not now." });
});

test("a ping without an answer for ten seconds is a lost line, even if the socket says nothing", () => {
  const { outside, heard } = welcomed();
  assert.ok(outside.socket.pings.length > 0);
  const [dead] = outside.sockets;
  outside.pass(9_999);
  assert.equal(heard.at(-1), "open");
  outside.pass(1);
  assert.equal(heard.at(-1), "lost");
  assert.ok(dead.closed);
});

test("while pings are answered the line stays open, and they are ten seconds apart", () => {
  const { outside, heard } = welcomed();
  outside.pass(1_000);
  answerPings(outside);
  const early = outside.socket.pings.length;
  assert.equal(early, 5, "quick ones first, to measure the clock");
  for (let i = 0; i < 6; i++) {
    outside.pass(10_000);
    answerPings(outside);
  }
  assert.equal(outside.socket.pings.length, early + 6);
  assert.equal(heard.at(-1), "open");
});

test("after waking, a line that only looks open is found out in four seconds", () => {
  const { outside, heard } = welcomed();
  outside.pass(1_000);
  answerPings(outside);
  outside.wake();
  outside.pass(4_000);
  assert.equal(heard.at(-1), "lost");
});

test("an opening that hangs is given up", () => {
  const { outside, heard } = line();
  outside.pass(10_000);
  assert.equal(heard.at(-1), "lost");
  assert.ok(outside.sockets[0].closed);
});

for (const code of [4401, 4403, 4409]) {
  test(`after ${code} it does not come back by itself, but when it is asked to`, () => {
    const closed = [];
    const { outside, link } = welcomed({ onClosed: (code) => closed.push(code) });
    outside.socket.ends(code);
    outside.pass(60_000);
    outside.wake();
    assert.equal(outside.sockets.length, 1);
    assert.deepEqual(closed, [code]);
    link.reopen();
    assert.equal(outside.sockets.length, 2);
  });
}

test("a server that goes away is left alone as long as it asked", () => {
  const { outside, link } = welcomed();
  outside.socket.hears({ type: "go_away", retry_after_ms: 5_000 });
  outside.socket.ends(1012);
  assert.equal(link.state.restart, true);
  outside.wake();
  outside.pass(5_000);
  assert.equal(outside.sockets.length, 1);
  outside.pass(300);
  assert.equal(outside.sockets.length, 2);
});

test("a hello that is refused is told, and the answer to nobody's command is not", () => {
  const refused = [];
  const { outside } = line({ onRefused: (no) => refused.push(no.message) });
  outside.socket.opens();
  outside.socket.hears({ type: "refused", id: "", code: "name_empty", message: "A name, please." });
  outside.socket.hears(WELCOME);
  outside.socket.hears({ type: "refused", id: "", code: "x", message: "no" });
  assert.deepEqual(refused, ["A name, please."]);
});

test("what is not understood is ignored: text, numbers, and messages of a later server", () => {
  const views = [];
  const { outside, heard } = welcomed({ onView: (view) => views.push(view.section) });
  for (const message of ["{", "7", "null", '{"type":7}', '{"type":"constructor"}', '{"type":"__proto__"}', '{"type":"fireworks"}']) outside.socket.hears(message);
  outside.socket.hears({ type: "stage", section: "head", step: 0, version: 1, later: true });
  assert.deepEqual(views, ["head"]);
  assert.equal(heard.at(-1), "open");
});

test("what a socket says after it was given up is not heard", () => {
  const views = [];
  const { outside } = welcomed({ onView: (view) => views.push(view) });
  const [old] = outside.sockets;
  old.ends();
  outside.pass(300);
  old.hears({ type: "stage", section: "head", step: 0, version: 1 });
  assert.deepEqual(views, []);
});

test("a closed link is silent for ever", () => {
  const { outside, link } = welcomed();
  link.close();
  outside.pass(60_000);
  outside.wake();
  assert.equal(outside.sockets.length, 1);
});

test("the sealed box hears beats, keys and tokens in the message's own handler, and can answer there", () => {
  const heard = [];
  const hears = (name) => (frame, say) => (heard.push([name, frame.type]), say?.({ type: "blind", tokens: [name] }));
  const { outside } = welcomed({ onSealed: { beat: hears("beat"), keys: hears("keys"), issued: hears("issued") } });
  for (const type of ["beat", "keys", "issued"]) outside.socket.hears({ type });
  assert.deepEqual(heard, [["beat", "beat"], ["keys", "keys"], ["issued", "issued"]], "nothing had to pass, no drawing and no time");
  assert.deepEqual(outside.socket.said.slice(1), [{ type: "blind", tokens: ["beat"] }, { type: "blind", tokens: ["keys"] }]);
});

test("a console and a wall, which have no box, leave those messages lying", () => {
  const { outside, heard } = welcomed();
  for (const type of ["beat", "keys", "issued"]) outside.socket.hears({ type });
  assert.equal(heard.at(-1), "open");
});
