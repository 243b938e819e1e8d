// @ts-check
/** What this screen remembers of what its person does here, beyond what the server knows. Memory only. */

/** @typedef {{open: boolean, text: string, to: "lead" | "all", weight: "thought" | "slow" | "stop", soon: boolean, card: string}} Concern `card`: one's own, that further words belong to */
/** @typedef {ReturnType<typeof freshUi>} Ui */

/** @returns {Concern} */
export const blank = () => ({ open: false, text: "", to: "lead", weight: "thought", soon: false, card: "" });

const freshCards = () => ({
  /** @type {Map<string, string>} further words that are being written, by card */ replies: new Map(),
  /** @type {Map<string, string>} what was sealed here, by card */ texts: new Map(),
  /** @type {Map<string, string>} what the words in the box were begun for, by card; "" is a new one */ begun: new Map(),
  /** @type {Set<string>} sealed words that were covered on this screen */ hidden: new Set(),
  /** the card whose handle is held down, or "" */ holding: "",
  /** the card whose handle was unfolded, or "" */ unfolded: "",
  /** what is unfolded is shown without being held */ told: false,
  /** @type {{card: string, what: "own" | "withdraw"} | null} what waits for a second tap */ about: null,
  /** @type {{card: string, words: string, until: number} | null} what a press did; `until`: server ms */ hint: null,
  /** @type {string} what was tapped since the box was opened */ tapped: "",
  /** @type {number | null} the number whose words were compared here */ compared: null,
  /** the four words were not those of the others */ differ: false,
  /** somebody wants to leave while their words are sealed */ leaving: false,
});

/** @param {{busy: Set<string>, draw: () => void}} panel */
export function freshUi(panel) {
  return {
    concern: blank(),
    cards: freshCards(),
    /** @type {import("../parts/cards/kept.js").Kept | "reading" | null} what the store has of cards */ kept: null,
    ending: false,
    complaint: "",
    /** @type {Map<string, string>} by desk */ faults: new Map(),
    /** @type {Set<string>} cards that were read */ read: new Set(),
    /** @type {Map<string, import("../parts/desk.js").Desk>} */ desks: new Map(),
    /** @type {Set<string>} pages of one's own that lie open after their step */ pages: new Set(),
    start: (/** @type {string} */ name) => (panel.busy.add(name), panel.draw()),
    stop: (/** @type {string} */ name) => (panel.busy.delete(name), panel.draw()),
    /** Words that are on their way to the box are nobody's but those of whoever sits here now. */
    forget() {
      Object.assign(this.concern, blank());
      for (const words of [this.cards.replies, this.cards.texts]) words.clear();
    },
  };
}
