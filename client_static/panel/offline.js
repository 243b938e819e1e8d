// @ts-check
/** When a lost line is shown, and when it is said: a blink is neither. */

import { t } from "../words.js";

const SHOWN = 1_000; // ms
const SAID = 10_000;
const LONG = 60_000;

/** @param {{now: () => number, say: (sentence: string) => void}} given `now`: ms of this device */
export function createOffline({ now, say }) {
  let since = Infinity;
  let restart = false;
  let said = false;
  /** @type {number | null} server ms of the last moment the line was open */
  let asOf = null;
  let open = false;

  const shown = () => now() - since >= SHOWN;

  return {
    /** @param {import("../link.js").LineState} state @param {number} serverNow */
    become(state, serverNow) {
      if (state.line === "open") {
        if (shown()) say(t("You are back. Nothing was lost."));
        since = Infinity;
        said = false;
        open = true;
      } else if (state.line === "lost" && since === Infinity) {
        since = now();
        restart = state.restart;
        if (open) asOf = serverNow;
        open = false;
      } else if (state.line === "closed") since = Infinity;
    },
    tick() {
      if (said || now() - since < SAID) return;
      said = true;
      say(`${t("You are offline for a moment.")} ${t("Your words are safe here, and your place is kept.")}`);
    },
    /** @returns {import("../parts/net.js").Offline} */
    get now() {
      return { shown: shown(), long: now() - since >= LONG, restart, asOf };
    },
  };
}
