// @ts-check
/**
 * The newest view of each section. Whoever draws is told at most once a frame, also while the tab is hidden (then
 * browsers draw no frames, but "your turn" must still reach the tab's title).
 */

/** @import {StageHead, StageTally, StageCards, StageBoard, SeatView, Header, Roster, ConsoleCards, ConsoleBoard} from "./protocol.js" */
/**
 * @typedef {object} Views
 * @property {{head?: StageHead, tally?: StageTally, cards?: StageCards, board?: StageBoard}} stage
 * @property {SeatView | undefined} seat
 * @property {{header?: Header, roster?: Roster, cards?: ConsoleCards, board?: ConsoleBoard}} console
 */

/** Frames may stop between being asked for and being due, when the tab is hidden. */
const NO_FRAME = 100; // ms

/** @param {() => void} act */
function frame(act) {
  let done = false;
  const once = () => {
    if (!done) act();
    done = true;
  };
  if (document.visibilityState === "visible") requestAnimationFrame(once);
  setTimeout(once, NO_FRAME);
}

/** @param {{frame?: (act: () => void) => void}} [given] */
export function createViews({ frame: soon = frame } = {}) {
  /** @type {any} */
  const views = { stage: {}, seat: undefined, console: {} };
  /** @type {Map<string, number>} */
  const versions = new Map();
  /** @type {Set<() => void>} */
  const told = new Set();
  let asked = false;

  /** Tell all, once a frame. */
  function changed() {
    if (asked) return;
    asked = true;
    soon(() => {
      asked = false;
      for (const tell of told) tell();
    });
  }

  return {
    /** @type {Views} */
    now: views,
    changed,
    /** A view came. One that is older than what we have is dropped. @param {import("./link.js").View} view */
    put(view) {
      const slot = `${view.type}/${view.section ?? ""}`;
      const version = view.version ?? 0;
      if (version < (versions.get(slot) ?? -1)) return;
      versions.set(slot, version);
      if (view.section) (views[view.type] ??= {})[view.section] = view;
      else views[view.type] = view;
      changed();
    },
    /** Versions start anew after every welcome; what we had stays on screen until it is replaced. */
    welcome() {
      versions.clear();
      changed();
    },
    /** @param {() => void} tell @returns {() => void} stops it */
    subscribe(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
  };
}
