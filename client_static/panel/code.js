// @ts-check
/** The spoken code, as somebody typed it. */

import { CODE_LENGTH, isCode, plainCode, strangeLetters } from "../keys.js";
import { capital, count, number, t } from "../words.js";

/** What is wrong with a code before anybody is asked; "" when nothing. @param {string} typed */
export function codeFault(typed) {
  const code = plainCode(typed);
  if (isCode(code)) return "";
  const missing = CODE_LENGTH - code.length;
  if (missing > 0) {
    return `${t("This code is too short.")} ${count(missing, "One character is missing.", "{words} characters are missing.", { words: capital(number(missing)) })}`;
  }
  if (missing < 0) return t("This code is too long. It has eight letters and digits.");
  return t("{letters}: no code has that. Listen once more, or ask for the link.", { letters: strangeLetters(code).join(", ") });
}
