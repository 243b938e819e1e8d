// @ts-check
/** Coming in, the door, and what becomes of a place that is open elsewhere or closed: the screens around the circle. */

import { isCode, plainCode } from "../keys.js";
import { DECLINED, NO_ENTRY, TAKEN_OVER } from "../link.js";
import { t } from "../words.js";
import { codeFault } from "./code.js";
import * as screens from "./screens.js";

/** @typedef {"join" | "opening" | "door" | "panel" | "elsewhere" | "left" | "declined"} Screen */
/** @typedef {{link: import("../link.js").Link | null, connect: () => void, say: (words: string) => void, draw: () => void, title: () => string}} Around */

export class Entrance {
  /** @type {Screen} */
  screen = "join";
  doorName = "";

  /** @param {import("../keys.js").Keys} keys @param {Around} around */
  constructor(keys, around) {
    this.keys = keys;
    this.around = around;
    /** @type {screens.Join} */
    this.join = { code: keys.code, name: keys.kept.name, codeFault: "", nameFault: "", ask: !keys.code, busy: false };
  }

  /** Who has been here before goes straight in. */
  begin() {
    const { role, name } = this.keys.kept;
    if (role === "seat" || (name && (this.keys.code || role === "peer"))) this.open();
  }

  open() {
    this.screen = this.keys.kept.role === "seat" ? "opening" : "join";
    this.join.busy = true;
    if (this.around.link) this.around.link.reopen();
    else this.around.connect();
  }

  /** @returns {import("../link.js").WayIn} */
  hello() {
    const { role, key, id, name } = this.keys.kept;
    if (role === "seat") return { seat_key: key };
    return role === "peer" ? { facilitator_key: key, name, id } : { code: this.keys.code, name, id };
  }

  /** Take my place. */
  enter() {
    if (this.join.busy) return;
    const peer = this.keys.kept.role === "peer";
    const name = this.join.name.trim();
    const wrong = peer ? "" : codeFault(this.join.code);
    const nameFault = name ? "" : t("Your place card needs a name. What shall we call you?");
    Object.assign(this.join, { codeFault: wrong, nameFault, ask: this.join.ask || Boolean(wrong) });
    if (wrong || nameFault) return this.#toFault();
    const code = plainCode(this.join.code);
    if (!peer && isCode(code) && code !== this.keys.code) this.keys.moveTo(code);
    this.keys.keep({ name });
    this.open();
    this.around.draw();
  }

  /** The person has just tapped: lead them to what is missing. */
  #toFault() {
    this.around.draw();
    this.around.say(this.join.codeFault || this.join.nameFault);
    document.getElementById(this.join.codeFault ? "code" : "name")?.focus();
  }

  /** @param {import("../link.js").Welcome} welcome */
  welcome(welcome) {
    if (welcome.seat_key) this.keys.keep({ role: "seat", key: welcome.seat_key });
    this.join.busy = false;
    this.screen = "panel";
  }

  /** @param {string} name */
  waiting(name) {
    this.show("door", () => (this.doorName = name));
  }

  /** Hello was refused: the name can be another. @param {{code: string, message: string}} no */
  refused({ message }) {
    this.around.link?.close();
    this.keys.keep({ name: "" });
    this.show("join", () => Object.assign(this.join, { busy: false, nameFault: message }));
    this.around.say(message);
  }

  /** @param {number} code */
  closed(code) {
    this.join.busy = false;
    if (code === TAKEN_OVER) return this.show("elsewhere");
    if (code === DECLINED) return this.show("declined", () => this.keys.forget());
    if (code === NO_ENTRY) this.back({ ask: true, codeFault: t("No circle is open under this code. Ask to hear it once more, or ask for the link.") });
  }

  left() {
    this.around.link?.close();
    this.show("left");
  }

  /** To the join screen, with what was typed. @param {Partial<screens.Join>} why */
  back(why) {
    const { name } = this.keys.kept;
    this.keys.forget();
    this.keys.keep({ name: "" });
    this.show("join", () => Object.assign(this.join, { name: this.join.name || name, busy: false, ...why }));
    const words = why.codeFault ?? why.nameFault;
    if (words) this.around.say(words);
  }

  /** @param {Screen} screen @param {() => void} [change] */
  show(screen, change) {
    change?.();
    this.screen = screen;
    this.around.draw();
  }

  /** @param {unknown} net */
  draw(net) {
    const again = () => (this.open(), this.around.draw());
    const leaveDoor = () => (this.around.link?.close(), this.back({}));
    const change = (/** @type {Partial<screens.Join>} */ some) => (Object.assign(this.join, some), this.around.draw());
    switch (this.screen) {
      case "door": return screens.doorScreen(this.doorName, leaveDoor, net);
      case "elsewhere": return screens.elsewhere(again, this.around.title());
      case "left": return screens.left(again, this.around.title());
      case "declined": return screens.declined(() => this.back({}));
      case "join": return screens.joinScreen(this.join, { go: () => this.enter(), change }, net);
      default: return screens.openingScreen(net);
    }
  }
}
