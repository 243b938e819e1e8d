// @ts-check
/**
 * Words on their way to being said. A draft belongs to one step of one session: the group may move on under somebody
 * who is typing, and their words stay. Kept in this window only; where storage refuses, in memory.
 */

import { tried } from "./keys.js";

/**
 * @typedef {object} Draft
 * @property {string} text
 * @property {number} step index of the step it was written for
 * @property {string} title of that step
 * @property {string} label above the field
 * @property {"private" | "named" | "unsigned" | "card"} way what becomes of it: stays here, told with the name, sent without as an answer or a card
 */
/** @typedef {ReturnType<typeof createDrafts>} Drafts */

/** @param {{slot: () => string, storage: () => Storage}} given `slot`: the session's own key; `storage` may throw */
export function createDrafts({ slot, storage }) {
  /** @type {Map<string, Draft>} */
  const drafts = new Map();
  const found = tried(() => JSON.parse(storage().getItem(slot()) ?? "[]"));
  for (const [id, draft] of Array.isArray(found) ? found : []) if (typeof draft?.text === "string") drafts.set(id, draft);

  let kept = true;
  /** What goes without a name is written down nowhere before it is sealed. @param {[string, Draft]} entry */
  const writable = ([, { way }]) => way === "private" || way === "named";
  const save = () => {
    kept = Boolean(tried(() => (storage().setItem(slot(), JSON.stringify([...drafts].filter(writable))), true)));
  };

  return {
    /** @param {string} id of the step */
    text: (id) => drafts.get(id)?.text ?? "",
    /** @param {string} id @param {Draft} draft */
    put(id, draft) {
      if (draft.text) drafts.set(id, draft);
      else drafts.delete(id);
      save();
    },
    /** Sent and kept, or put away. Words written since then stay. @param {string} id @param {string} [sent] */
    drop(id, sent) {
      if (sent !== undefined && drafts.get(id)?.text !== sent) return;
      drafts.delete(id);
      save();
    },
    /** Drafts of other steps than this one, newest first. @param {string} id @returns {[string, Draft][]} */
    others: (id) => [...drafts].filter(([other, draft]) => other !== id && draft.text.trim()).reverse(),
    /** True when a reload finds them again. */
    get survive() {
      return (kept && [...drafts].every(writable)) || drafts.size === 0;
    },
    /** Whoever sits here goes: what goes without a name goes with them. */
    forget() {
      for (const entry of [...drafts]) if (!writable(entry)) drafts.delete(entry[0]);
    },
  };
}
