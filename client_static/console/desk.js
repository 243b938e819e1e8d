// @ts-check
// What every part of the console is drawn from: the newest views, the time, and what is unfolded or under way here.

/** @typedef {import("../views.js").Views} Views */
/** @typedef {import("../outbox.js").Answer} Answer */
/** @typedef {{code: string, base: string, key: string, wall: string, name: string, join: string, k: string, root: string}} Place `k`: what our own link vouches for; `root`: of the keys there are */
/**
 * @typedef {object} Desk
 * @property {import("../protocol.js").StageHead} head
 * @property {import("../protocol.js").Header} header
 * @property {import("../protocol.js").Roster | undefined} roster
 * @property {Views} views
 * @property {Place} place
 * @property {number} now server ms
 * @property {boolean} online
 * @property {boolean} restart the server said that it will be back
 * @property {number} heardAt server ms of the newest view
 * @property {boolean} ready commands that move everybody may go out: see `settled`
 * @property {(verb: string, fields?: Record<string, unknown>, slot?: string, asks?: string[]) => Promise<Answer | null>} tell `slot`: what is under way; a second one waits its turn by not happening; `asks`: codes of refusals that are a question, for whoever asked to tell
 * @property {(slot: string) => boolean} busy
 * @property {(slot: string) => string} no what a refusal said, until the next try
 * @property {(what: string, id: unknown) => void} unfold
 * @property {(what: string) => any} unfolded
 * @property {(name: string) => boolean} steady has the button that leads on been this one for a moment? It keeps its spot and changes its name
 * @property {Map<string, string>} drafts in memory only: the console's drafts are answers to cards, lines to pairs, links to rooms
 * @property {(words: string) => void} say one sentence for the status line
 * @property {() => void} redraw
 */

/** Focus what the next drawing brings: a drawing that was asked for comes first in the frame. @param {string} id */
export function focusSoon(id) {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/** Whoever leads on wants to see where they are: nothing else lies in the middle. @param {Pick<Desk, "unfold">} desk */
export function toTheStep(desk) {
  desk.unfold("card", null);
  desk.unfold("check", false);
}

/** A step that has just opened takes no "next" for this long: the second tap of two must not open a second step. */
const SETTLES_MS = 700;

/**
 * @param {{link: {send: (verb: string, fields?: Record<string, unknown>) => Promise<Answer>, clock: {now: () => number}},
 *   views: Views, place: Place, say: (words: string) => void, redraw: () => void, onStep: () => void, real?: () => number}} given
 */
export function createDesk({ link, views, place, say, redraw, onStep, real = () => performance.now() }) {
  /** @type {Set<string>} */
  const under = new Set();
  /** @type {Map<string, string>} */
  const refusals = new Map();
  /** @type {Map<string, unknown>} */
  const folds = new Map();
  /** @type {Map<string, string>} */
  const drafts = new Map();
  const line = { online: false, restart: false };
  let heardAt = link.clock.now();
  let opening = -1;
  let openedAt = -Infinity;
  const spot = { name: "", since: -Infinity };

  /** @type {Desk["tell"]} */
  async function tell(verb, fields = {}, slot = verb, asks = []) {
    if (under.has(slot)) return null;
    under.add(slot);
    refusals.delete(slot);
    redraw();
    const answer = await link.send(verb, fields);
    under.delete(slot);
    if (!answer.ok && !asks.includes(answer.code)) {
      refusals.set(slot, answer.message);
      say(answer.message);
    }
    redraw();
    return answer;
  }

  /** @param {number} since this device's ms */
  function settled(since) {
    return real() - since >= SETTLES_MS;
  }

  return {
    place,
    drafts,
    /** A view came. */
    heard() {
      heardAt = link.clock.now();
      const next = views.stage.head?.opening ?? -1;
      if (next === opening) return;
      // The first view is no step that opened under somebody's finger.
      if (opening !== -1) openedAt = real();
      opening = next;
      refusals.clear();
      for (const key of folds.keys()) if (key === "step" || key === "parting" || key.startsWith("pairs:")) folds.delete(key);
      onStep();
    },
    /** @param {boolean} online @param {boolean} restart */
    lined(online, restart) {
      Object.assign(line, { online, restart });
      redraw();
    },
    /** The desk as it is now, or null while the first views are still on their way. @returns {Desk | null} */
    now() {
      const [head, header] = [views.stage.head, views.console.header];
      if (!head || !header) return null;
      return {
        head,
        header,
        roster: views.console.roster,
        views,
        place,
        drafts,
        ...line,
        now: link.clock.now(),
        heardAt,
        ready: line.online && settled(openedAt) && !under.has("move"),
        steady(name) {
          if (name !== spot.name) Object.assign(spot, { name, since: spot.name ? real() : -Infinity });
          return settled(spot.since);
        },
        tell,
        busy: (slot) => under.has(slot),
        no: (slot) => refusals.get(slot) ?? "",
        unfold(what, id) {
          folds.set(what, id);
          redraw();
        },
        unfolded: (what) => folds.get(what) ?? null,
        say,
        redraw,
      };
    },
  };
}
