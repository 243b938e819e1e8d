// @ts-check
/** What a keeper writes, one thing a line: people with their pronouns, and tags. */

import { t } from "../words.js";

/** @param {string} lines "Ana, she/her" each @returns {{name: string, pronoun?: string}[]} */
export function peopleOf(lines) {
  return lines.split("\n").map((line) => line.split(/[,;\t]/).map((part) => part.trim())).filter(([name]) => name).map(([name = "", ...more]) => {
    const pronoun = more.filter(Boolean).join(", ");
    return { name, ...(pronoun && { pronoun }) };
  });
}

/** @param {Record<string, string>} tags one "shift: night" a line */
export const tagLines = (tags) => Object.entries(tags).map(([tag, value]) => `${tag}: ${value}`).join("\n");

/** @param {string} lines @returns {Record<string, string>} raises Error with words for people */
export function tagsOf(lines) {
  const pairs = lines.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [tag = "", ...value] = line.split(":");
    if (!tag.trim() || !value.join(":").trim()) throw new Error(t("“{line}” needs a colon, as in “shift: night”.", { line }));
    return [tag.trim(), value.join(":").trim()];
  });
  return Object.fromEntries(pairs);
}
