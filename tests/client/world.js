/** A world for the line: its time and its sockets are in the test's hands. */

import { createClock } from "../../client_static/clock.js";

export function createWorld() {
  let now = 0;
  let made = 0;
  const timers = new Map();
  const sockets = [];
  let wake = () => {};

  const world = {
    socket() {
      const socket = {
        readyState: 0,
        sent: [],
        closed: false,
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => (socket.closed = true),
        /** The server accepts. */
        opens() {
          socket.readyState = 1;
          socket.onopen();
        },
        hears: (message) => socket.onmessage({ data: typeof message === "string" ? message : JSON.stringify(message) }),
        ends(code = 1006) {
          socket.readyState = 3;
          socket.onclose({ code });
        },
        /** All that was said, but for the heartbeat. */
        get said() {
          return socket.sent.filter((message) => message.type !== "ping");
        },
        get pings() {
          return socket.sent.filter((message) => message.type === "ping");
        },
      };
      sockets.push(socket);
      return socket;
    },
    after(act, ms) {
      timers.set(++made, { act, at: now + ms });
      return made;
    },
    cancel: (timer) => timers.delete(timer),
    dice: () => 1,
    onWake: (act) => (wake = act),
  };

  return {
    world,
    sockets,
    clock: createClock({ real: () => now }),
    wake: () => wake(),
    get socket() {
      return sockets.at(-1);
    },
    /** Time passes; what is due rings in order. */
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].act();
      }
      now = end;
    },
  };
}

export const WELCOME = { type: "welcome", role: "participant", seat: "chi", seat_key: "k", now: 1_000_000, build: "b", seen: "1.7" };
