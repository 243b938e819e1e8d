// @ts-check
// close, on the wall: the circle is whole.
import { stone } from "../../parts/icon.js";
import { ring } from "../../parts/ring.js";
import { withWords } from "../../wall/room.js";

/** @typedef {import("../../wall/sight.js").Sight} Sight */

/** @param {Sight} sight */
export function wall(sight) {
  const places = sight.people.map(({ seat, name }) => ({ seat, name, looks: [] }));
  return withWords(sight, (words) => ring(places, null, words ?? stone(), true));
}
