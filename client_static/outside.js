// @ts-check
/** What the line needs from the world outside: a socket, a clock that rings, dice. Tests bring their own. */

export const OUTSIDE = {
  /** @param {string} url */
  socket: (url) => new WebSocket(url, ["talkingpiece.v1"]),
  /** @param {() => void} act @param {number} ms @returns {unknown} */
  after: (act, ms) => setTimeout(act, ms),
  /** @param {any} timer */
  cancel: (timer) => clearTimeout(timer),
  dice: () => Math.random(),
  /** Call when the network or the person is back. @param {() => void} act */
  onWake(act) {
    addEventListener("online", act);
    addEventListener("pageshow", act);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && act());
  },
};
