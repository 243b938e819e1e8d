// @ts-check
/** Things to take along: files that are made here, and words for the clipboard. */

import { tried } from "../keys.js";

/** @param {Blob} file @param {string} name */
export function saveFile(file, name) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A name that every system takes for a file. @param {string} words */
export const fileName = (words) => words.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "group";

/** One row of a table file. A sheet must not take a name for a formula. @param {string[]} cells */
export function csvRow(cells) {
  return `${cells.map((cell) => `"${cell.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** @param {string} words @returns {Promise<boolean>} false: the browser did not let us */
export async function copyText(words) {
  return (await tried(() => navigator.clipboard.writeText(words))?.then(() => true, () => false)) ?? false;
}
