// @ts-check
/** Commands on their way. Each waits for its `ok` or `refused` and goes out again, in order and with the same id, after every welcome. */

import { randomId } from "./keys.js";

/** @typedef {{ok: true} | {ok: false, code: string, message: string}} Answer */
/** @typedef {{id: string, type: string, [field: string]: unknown}} Command */
/** @typedef {{command: Command, settle: (answer: Answer) => void}} Waiting */

/** @param {{id?: () => string}} [given] */
export function createOutbox({ id = randomId } = {}) {
  /** @type {Map<string, Waiting>} */
  const waiting = new Map();

  return {
    /**
     * @param {string} type @param {Record<string, unknown>} fields
     * @returns {{command: Command, answered: Promise<Answer>}}
     */
    add(type, fields) {
      /** @type {Command} */
      const command = { ...fields, type, id: id() };
      /** @type {Promise<Answer>} */
      const answered = new Promise((settle) => waiting.set(command.id, { command, settle }));
      return { command, answered };
    },
    /** An answer came. False when nobody waits for it. @param {string} id @param {Answer} answer */
    settle(id, answer) {
      const found = waiting.get(id);
      waiting.delete(id);
      found?.settle(answer);
      return Boolean(found);
    },
    /** All that is unanswered, oldest first. @returns {Command[]} */
    unanswered() {
      return [...waiting.values()].map((one) => one.command);
    },
    get size() {
      return waiting.size;
    },
  };
}
