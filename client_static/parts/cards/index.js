// @ts-check
/** All of the box and the middle, in one: fetched for everybody after the first paint, never because somebody writes. */

export { calledWords } from "./check.js";
export { unsignedBelow, unsignedDesk } from "./answers.js";
export { kept } from "./kept.js";
export { fromHere, middle, newCards } from "./middle.js";
export { leaving, sealedHere, sealedWords } from "./sealed.js";
export { tapBar, tryOut } from "./taps.js";
export { middleTold } from "./told.js";
export { windowStep } from "./window.js";
export { boxBar, boxScreen } from "./write.js";
