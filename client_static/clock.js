// @ts-check
/**
 * The server's time on this device. Each answered ping says: at the moment it arrived, the server's time lay between
 * `now` and `now` plus the round trip. The shortest round trip is believed, until an answer proves it wrong.
 */

/** How far an estimate may lie outside an answer's bounds before it is given up, in ms. */
const SLACK = 15;
/** After this many answers an old best is let go, because clocks drift. */
const KEEP = 12;

/** @typedef {ReturnType<typeof createClock>} Clock */

/** @param {{real?: () => number}} [given] `real`: monotonic ms of this device */
export function createClock({ real = () => performance.now() } = {}) {
  let base = Date.now() - real(); // before any answer: this device's own clock
  let rate = 1;
  let best = Infinity;
  let age = 0;

  const now = () => Math.round(base + real() * rate);

  /** @param {number} trip @param {number} serverNow */
  function believe(trip, serverNow) {
    base = serverNow + (trip / 2) * rate - real() * rate;
    best = trip;
    age = 0;
  }

  return {
    now,
    real,
    /** A `welcome` names the time, without a measured way. @param {number} serverNow */
    welcome(serverNow) {
      base = serverNow - real() * rate;
      best = Infinity;
    },
    /** A `pong`. @param {{sent: number, now: number, rate?: number}} pong `sent`: what `real` said when the ping left */
    pong({ sent, now: serverNow, rate: given = 1 }) {
      const trip = real() - sent;
      if (given !== rate) [rate, best] = [given, Infinity];
      const low = serverNow - SLACK;
      const high = serverNow + trip * rate + SLACK;
      const wrong = now() < low || now() > high; // as after a laptop has slept
      age += 1;
      if (wrong || trip <= best || age >= KEEP) believe(trip, serverNow);
    },
  };
}

/**
 * What is left of a step's time in ms, negative when over; null when nothing is timed.
 * @param {{ends_at: number | null, paused: boolean, remaining_ms: number | null}} timer @param {number} now server ms
 */
export function left(timer, now) {
  if (timer.paused) return timer.remaining_ms;
  return timer.ends_at === null ? null : timer.ends_at - now;
}

/**
 * Whose part of a pair's time it is. Past the end the last one keeps the word.
 * @param {number} total ms @param {number} remaining ms, may be negative @param {number} turns equal parts of the time
 * @returns {{turn: number, left: number}} `turn` from 0; `left`: ms until the word goes on
 */
export function turnAt(total, remaining, turns) {
  const each = total / turns;
  const turn = Math.min(turns - 1, Math.max(0, Math.floor((total - remaining) / each)));
  return { turn, left: remaining - each * (turns - 1 - turn) };
}

/** Drawings are at most this many ms apart while clocks run. */
const TICK = 250;

/**
 * How long until clocks are drawn again: when the step's clock shows another second, or soon. So all screens turn
 * together, whenever each was opened.
 * @param {{ends_at: number | null, paused: boolean, remaining_ms: number | null} | null | undefined} timer @param {number} now server ms
 */
export function untilDrawn(timer, now) {
  if (!timer || timer.paused || timer.ends_at === null) return TICK;
  const into = (((timer.ends_at - now) % 1000) + 1000) % 1000;
  return Math.min(TICK, into || 1000);
}

/** @param {() => number} wait ms @param {() => void} act */
export function keepDrawing(wait, act) {
  setTimeout(() => (act(), keepDrawing(wait, act)), wait());
}
