// @ts-check
// solo, for those who lead and on the wall: nothing of it is seen anywhere.
import { t } from "../../words.js";
import { clockRing } from "../../wall/clock.js";
import { withWords } from "../../wall/room.js";

/** @typedef {import("../../wall/sight.js").Sight} Sight */

export function glance() {
  return t("Each writes alone. Nothing of it leaves their screens");
}

/** @param {Sight} sight */
export function wall(sight) {
  return withWords(sight, (words) => clockRing(sight, words));
}
