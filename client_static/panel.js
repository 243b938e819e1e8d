// @ts-check
/** The participant's panel: from the line and what one does here, to what is drawn. */

import { html, render } from "./vendor/lit.js";
import { createClock } from "./clock.js";
import { createDrafts } from "./drafts.js";
import { isCode, plainCode, tried } from "./keys.js";
import { connect, DECLINED, FULL, NO_ENTRY, TAKEN_OVER } from "./link.js";
import { context, QUIET } from "./panel/context.js";
import { layout } from "./panel/layout.js";
import { createRenewal, inField } from "./panel/renewal.js";
import { saveReport } from "./panel/report.js";
import * as screens from "./panel/screens.js";
import { told } from "./panel/told.js";
import { createOffline } from "./panel/offline.js";
import { blank } from "./parts/concern.js";
import { offlineBar } from "./parts/net.js";
import { createSealed } from "./sealed.js";
import { changes, createStatus, titleOf } from "./status.js";
import { createViews } from "./views.js";
import { t } from "./words.js";

/** @typedef {"join" | "opening" | "door" | "panel" | "elsewhere" | "left" | "declined"} Screen */

const TICK = 250; // ms between drawings while clocks run
const LEAD_GONE = 5_000; // ms until a lost line of whoever leads is told

/** @param {import("./entry.js").Start} given */
export const start = (given) => new Panel(given);

export class Panel {
  /** @type {import("./link.js").Link | null} */
  link = null;
  /** @type {Screen} */
  screen = "join";
  seat = "";
  joinUrl = "";
  doorName = "";
  /** @type {boolean | null} the hand as this person last wanted it */
  wish = null;
  #handAgain = false;
  #leadLostAt = Infinity;
  /** @type {import("./status.js").Told | null} */
  #told = null;
  /** @type {Set<string>} what is under way, by name */
  busy = new Set();
  clock = createClock();
  views = createViews();
  renewal = createRenewal();

  /** @param {import("./entry.js").Start} given */
  constructor({ root, keys, shell }) {
    this.root = root;
    this.keys = keys;
    this.shell = shell;
    this.status = createStatus(shell.status);
    this.drafts = createDrafts({ slot: () => `tp:${keys.code}:words`, storage: () => sessionStorage });
    this.sealed = createSealed({ now: this.clock.now, changed: () => this.draw() });
    this.line = createOffline({ now: () => performance.now(), say: (words) => this.status.say(words) });
    this.ui = this.#freshUi();
    /** @type {screens.Join} */
    this.join = { code: keys.code, name: keys.kept.name, codeFault: "", nameFault: "", ask: !keys.code, busy: false };
    root.classList.add("frame");
    this.views.subscribe(() => this.draw());
    addEventListener("pagehide", () => Object.assign(this.ui.concern, blank()));
    setInterval(() => this.#tick(), TICK);
    if (keys.kept.role === "seat" || keys.kept.name) this.#open();
    this.draw();
  }

  #freshUi() {
    return {
      concern: blank(),
      ending: false,
      complaint: "",
      /** @type {Map<string, string>} by desk */ faults: new Map(),
      /** @type {Set<string>} cards that were read */ read: new Set(),
      /** @type {Map<string, import("./parts/desk.js").Desk>} */ desks: new Map(),
      start: (/** @type {string} */ name) => (this.busy.add(name), this.draw()),
      stop: (/** @type {string} */ name) => (this.busy.delete(name), this.draw()),
    };
  }

  get offline() {
    return this.line.now;
  }

  // --- coming in -----------------------------------------------------------------------------------------

  #open() {
    this.screen = this.keys.kept.role === "seat" ? "opening" : "join";
    this.join.busy = true;
    if (this.link) return this.link.reopen();
    this.link = connect({
      url: this.shell.ws, clock: this.clock, hello: () => this.#hello(),
      onWelcome: (welcome) => this.#welcome(welcome),
      onWaiting: ({ name }) => this.#show("door", () => (this.doorName = name)),
      onView: (view) => this.#view(view),
      onState: (state) => (this.line.become(state, this.clock.now()), this.draw()),
      onClosed: (code) => this.#closed(code),
      onRefused: ({ message }) => this.#nameRefused(message),
    });
  }

  /** @returns {import("./link.js").WayIn} */
  #hello() {
    const { role, key, id, name } = this.keys.kept;
    if (role === "seat") return { seat_key: key };
    return role === "peer" ? { facilitator_key: key, name, id } : { code: this.keys.code, name, id };
  }

  /** Take my place. */
  enter() {
    if (this.join.busy) return;
    const peer = this.keys.kept.role === "peer";
    const name = this.join.name.trim();
    const codeFault = peer ? "" : screens.codeFault(this.join.code);
    const nameFault = name ? "" : t("Your place card needs a name. What shall we call you?");
    Object.assign(this.join, { codeFault, nameFault, ask: this.join.ask || Boolean(codeFault) });
    this.draw();
    if (codeFault || nameFault) return this.#toFault();
    const code = plainCode(this.join.code);
    if (!peer && isCode(code) && code !== this.keys.code) this.keys.moveTo(code);
    this.keys.keep({ name });
    this.#open();
    this.draw();
  }

  /** The person has just tapped: lead them to what is missing. */
  #toFault() {
    const words = this.join.codeFault || this.join.nameFault;
    this.status.say(words);
    document.getElementById(this.join.codeFault ? "code" : "name")?.focus();
  }

  /** @param {string} message */
  #nameRefused(message) {
    this.link?.close();
    this.keys.keep({ name: "" });
    this.#show("join", () => Object.assign(this.join, { busy: false, nameFault: message }));
    this.status.say(message);
  }

  /** @param {import("./link.js").Welcome} welcome */
  #welcome(welcome) {
    if (welcome.seat_key) this.keys.keep({ role: "seat", key: welcome.seat_key });
    this.seat = welcome.seat ?? "";
    this.joinUrl = welcome.join_url;
    this.#handAgain = this.wish === true; // a server that restarted has forgotten raised hands
    this.views.welcome();
    this.sealed.welcome(welcome);
    this.renewal.compare(welcome.build, this.shell.build);
    this.join.busy = false;
    this.screen = "panel";
  }

  /** @param {number} code */
  #closed(code) {
    this.join.busy = false;
    if (code === TAKEN_OVER) return this.#show("elsewhere");
    if (code === DECLINED) return this.#show("declined", () => this.keys.forget());
    if (code === FULL) return this.#back({ nameFault: t("This circle has no free place. Tell whoever leads; they can make room.") });
    if (code === NO_ENTRY) this.#back({ ask: true, codeFault: t("No circle is open under this code. Ask to hear it once more, or ask for the link.") });
  }

  /** To the join screen, with what was typed. @param {Partial<screens.Join>} why */
  #back(why) {
    const { name } = this.keys.kept;
    this.keys.forget();
    this.keys.keep({ name: "" });
    this.#show("join", () => Object.assign(this.join, { name: this.join.name || name, ...why }));
    this.status.say(why.codeFault ?? why.nameFault ?? "");
  }

  // --- while inside --------------------------------------------------------------------------------------

  /** @param {import("./link.js").View} view */
  #view(view) {
    this.views.put(view);
    const { seat, stage } = this.views.now;
    if (view.type === "seat" && seat) this.#handSeen(seat.hand);
    if (stage.cards) this.sealed.opened(stage.cards.ids);
    const answers = stage.board?.part?.kind === "collect" ? stage.board.part.answers : [];
    this.sealed.opened(answers.map((answer) => answer.id));
  }

  /** @param {boolean} up as the server has it */
  #handSeen(up) {
    if (this.#handAgain && !up) this.hand(true);
    else if (!this.busy.has("hand")) this.wish = null;
    if (up) this.wish = null;
    if (up) this.wish = true;
    this.#handAgain = false;
  }

  /** @param {boolean} up */
  hand(up) {
    this.wish = up;
    this.ask("hand", "hand", { up });
  }

  /** Ask the server for something; what it declines is said where one looks. @param {string} name @param {string} verb @param {Record<string, unknown>} [fields] */
  async ask(name, verb, fields) {
    if (this.busy.has(name) || !this.link) return null;
    this.ui.start(name);
    const answer = await this.link.send(verb, fields);
    this.ui.complaint = answer.ok || QUIET.has(answer.code) || name.startsWith("desk-") ? "" : answer.message;
    if (!answer.ok && !QUIET.has(answer.code)) this.status.say(answer.message);
    this.ui.stop(name);
    return answer;
  }

  openConcern() {
    this.ui.concern.open = true;
    this.draw();
    document.getElementById("concern")?.focus();
  }

  closeConcern() {
    this.ui.concern.open = false;
    this.draw();
    document.getElementById("raise")?.focus({ preventScroll: true });
  }

  /** @param {"md" | "html"} format */
  async report(format) {
    const name = `report-${format}`;
    this.ui.start(name);
    this.ui.faults.delete("report");
    await saveReport(format, this.keys.kept.key, this.views.now.stage.head?.session_title ?? "").catch(() =>
      this.ui.faults.set("report", t("This could not be fetched just now. Try again in a moment.")),
    );
    this.ui.stop(name);
  }

  async leave() {
    await this.ask("leave", "leave");
    this.link?.close();
    this.#show("left");
  }

  // --- drawing -------------------------------------------------------------------------------------------

  /** @param {Screen} screen @param {() => void} [change] */
  #show(screen, change) {
    change?.();
    this.screen = screen;
    this.draw();
  }

  #tick() {
    this.sealed.tick();
    this.line.tick();
    const memory = this.ui.concern.text || this.sealed.pending || this.busy.size || (this.drafts.any && !tried(() => sessionStorage.length));
    this.renewal.tick(this.screen === "panel" && this.keys.survives && !memory && !inField());
    this.draw();
  }

  draw() {
    const head = this.screen === "panel" ? this.views.now.stage.head : undefined;
    if (head) return this.#drawPanel(head);
    document.title = titleOf(null, "");
    const net = offlineBar({ ...this.offline, asOf: null });
    render(this.screen === "panel" ? screens.openingScreen(net) : this.#outside(net), this.root);
  }

  /** @param {unknown} net */
  #outside(net) {
    const title = this.views.now.stage.head?.session_title ?? "";
    const again = () => this.#open();
    const leaveDoor = () => (this.link?.close(), this.#back({}));
    const change = (/** @type {Partial<screens.Join>} */ some) => (Object.assign(this.join, some), this.draw());
    switch (this.screen) {
      case "opening": return screens.openingScreen(net);
      case "door": return screens.doorScreen(this.doorName, leaveDoor, net);
      case "elsewhere": return screens.elsewhere(again, title);
      case "left": return screens.left(again, title);
      case "declined": return screens.declined();
      default: return screens.joinScreen(this.join, { go: () => this.enter(), change }, net);
    }
  }

  /** @param {import("./protocol.js").StageHead} head */
  #drawPanel(head) {
    const ctx = context(this, head);
    const gone = head.phase === "running" && !head.lead.here;
    this.#leadLostAt = gone ? Math.min(this.#leadLostAt, performance.now()) : Infinity;
    const held = performance.now() - this.#leadLostAt >= LEAD_GONE && !ctx.leads;
    const is = told(ctx, held);
    const moved = this.#told !== null && (this.#told.opening !== is.opening || this.#told.phase !== is.phase);
    if (moved) this.ui.complaint = "";
    render(html`${layout(ctx, { held, joinUrl: this.joinUrl, keepCards: this.views.now.stage.cards?.keep ?? false })}`, this.root);
    const main = this.root.querySelector("main");
    if (moved && main && document.activeElement === document.body) main.scrollTop = 0;
    for (const sentence of changes(this.#told, is)) this.status.say(sentence);
    this.#told = is;
    document.title = titleOf(is, head.session_title);
  }
}
