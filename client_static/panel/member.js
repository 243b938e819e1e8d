// @ts-check
/**
 * Coming in by a personal link: always by the member's own key, to whatever circle the group has open. Where none is
 * open the page waits and looks again. Fetched only for those who have such a link.
 */

import { DECLINED, NO_ENTRY } from "../link.js";
import { start as panel } from "../panel.js";
import { t } from "../words.js";
import { Entrance } from "./entrance.js";
import * as screens from "./screens.js";

const AGAIN = 20_000; // ms; spread below, so that a whole group does not ask in one moment
const NONE = "no_circle";

/** @param {import("../entry.js").Start} given */
export const start = (given) => panel(given, Member);

class Member extends Entrance {
  /** The key of the seat this page sat on: it still opens a circle that ended under us, for its closing page. */
  #seat = "";
  #after = false; // the last hello asked for that one
  #none = false; // no circle is open
  #byHand = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get #member() {
    return this.keys.kept.role === "member";
  }

  /** @override */
  begin() {
    if (!this.#member) return super.begin();
    document.addEventListener("visibilitychange", () => this.#look());
    this.open();
  }

  /** @override */
  open() {
    if (!this.#member) return super.open();
    this.#none = false;
    this.screen = "opening";
    this.#hello();
  }

  #hello() {
    if (this.around.link) this.around.link.reopen();
    else this.around.connect();
  }

  /** @override @returns {import("../link.js").WayIn} */
  hello() {
    if (!this.#member) return super.hello();
    return this.#after ? { seat_key: this.#seat } : { member_key: this.keys.kept.key, id: this.keys.kept.id };
  }

  /** @override @param {import("../link.js").Welcome} welcome */
  welcome(welcome) {
    if (!this.#member) return super.welcome(welcome);
    const code = new URL(welcome.join_url, location.href).pathname.split("/").at(-1) ?? "";
    const other = Boolean(this.#seat) && code !== this.keys.code;
    if (code !== this.keys.code) this.keys.moveTo(code);
    this.#seat = welcome.seat_key ?? "";
    this.#after = this.#none = false;
    // Another circle than the one on this page: nothing of the old one may lie in it.
    if (other && this.keys.survives) location.reload();
    super.welcome({ ...welcome, seat_key: null });
  }

  /** @override @param {{code: string, message: string}} no */
  refused(no) {
    if (!this.#member || no.code !== NONE) return super.refused(no);
    this.around.link?.close();
    if (this.screen === "panel" && this.#seat && !this.#after) {
      this.#after = true;
      return this.#hello();
    }
    this.#wait();
  }

  #wait() {
    if (this.#byHand || !this.#none) this.around.say(t("No circle of your group is open just now."));
    this.#none = true;
    this.#byHand = this.#after = false;
    this.show("opening");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), AGAIN * (0.9 + Math.random() / 5));
  }

  /** Nobody has to press anything: whoever comes back to this page finds it as it is now. */
  #look() {
    if (this.#none && document.visibilityState === "visible") this.#hello();
  }

  /** @override @param {number} code */
  closed(code) {
    if (!this.#member) return super.closed(code);
    if (this.#after) return this.#wait(); // that circle is over, and gone
    if (code === DECLINED) return this.show("declined");
    if (code !== NO_ENTRY) return super.closed(code);
    this.#none = false;
    this.back({ ask: true, codeFault: t("This personal link does not open anything any more. Ask whoever keeps your group for a new one, or come in with the code.") });
  }

  /** @override @param {unknown} net */
  draw(net) {
    if (!this.#member) return super.draw(net);
    const again = () => (this.open(), this.around.draw());
    if (this.#none && this.screen === "opening") return this.#noCircle();
    if (this.screen === "declined") return screens.declined(again);
    if (this.screen === "door") return screens.doorScreen(this.doorName, () => this.left(), net);
    return super.draw(net);
  }

  #noCircle() {
    const run = () => ((this.#byHand = true), this.#hello());
    return screens.apart(t("No circle of your group is open just now."), t("This link stays yours. This page looks again by itself."), { label: t("Look again"), run }, "");
  }
}
