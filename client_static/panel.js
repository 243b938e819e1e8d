// @ts-check
/** The participant's panel: from the line and what one does here, to what is drawn. */

import { render } from "./vendor/lit.js";
import { createBox } from "./box.js";
import { createClock, keepDrawing, untilDrawn } from "./clock.js";
import { createDrafts } from "./drafts.js";
import { joinLink, tried } from "./keys.js";
import { connect } from "./link.js";
import { context, QUIET } from "./panel/context.js";
import { Entrance } from "./panel/entrance.js";
import { layout } from "./panel/layout.js";
import { createOffline } from "./panel/offline.js";
import { createRenewal, inField } from "./panel/renewal.js";
import { loadLater } from "./panel/later.js";
import { saveReport } from "./panel/report.js";
import { told } from "./panel/told.js";
import { freshUi } from "./panel/ui.js";
import { offlineBar } from "./parts/net.js";
import { changes, createStatus, titleOf } from "./status.js";
import { createViews } from "./views.js";
import { t } from "./words.js";

const LEAD_GONE = 5_000; // ms until a lost line of whoever leads is told
const WRITES = 10_000; // ms since the last stroke; a cursor alone is nobody who writes

/** @param {import("./entry.js").Start} given @param {typeof Entrance} [by] */
export const start = (given, by) => new Panel(given, by);

export class Panel {
  /** @type {import("./link.js").Link | null} */
  link = null;
  seat = "";
  joinUrl = "";
  pass = ""; // the key of this seat
  /** @type {boolean | null} the hand as this person last wanted it; null: as the server has it */
  wish = null;
  #handAgain = false;
  #leadLostAt = Infinity;
  #wroteAt = -Infinity;
  #welcomes = 0;
  /** @type {import("./status.js").Told | null} */
  #told = null;
  /** @type {Set<string>} what is under way, by name */
  busy = new Set();
  clock = createClock();
  views = createViews();
  renewal = createRenewal();

  /** @param {import("./entry.js").Start} given @param {typeof Entrance} [by] */
  constructor({ root, keys, shell }, by = Entrance) {
    this.root = root;
    this.keys = keys;
    this.shell = shell;
    this.status = createStatus(shell.status);
    this.drafts = createDrafts({ slot: () => `tp:${keys.code}:words`, storage: () => sessionStorage });
    this.box = createBox({ now: this.clock.now, storage: () => sessionStorage, changed: () => this.views.changed() });
    this.line = createOffline({ now: () => performance.now(), say: (words) => this.status.say(words) });
    this.ui = freshUi(this);
    this.entrance = this.#entrance(by);
    root.classList.add("frame");
    this.views.subscribe(() => this.draw());
    addEventListener("input", () => (this.#wroteAt = performance.now()));
    addEventListener("pagehide", () => (this.ui.forget(), this.drafts.forget(), this.draw()));
    document.addEventListener("visibilitychange", () => this.box.keep()); // meeting clients throw hidden panels away
    stayAwake();
    keepDrawing(() => untilDrawn(this.views.now.stage.head, this.clock.now()), () => this.#tick());
    this.entrance.begin();
    this.draw();
    setTimeout(() => loadLater(() => this.draw(), this.box.arrive));
  }

  /** @param {typeof Entrance} by */
  #entrance(by) {
    const panel = this;
    return new by(this.keys, {
      get link() { return panel.link; },
      connect: () => this.#connect(),
      say: (words) => this.status.say(words),
      draw: () => this.draw(),
      title: () => this.views.now.stage.head?.session_title ?? "",
    });
  }

  #connect() {
    const { entrance } = this;
    this.link = connect({
      url: this.shell.ws,
      clock: this.clock,
      hello: () => entrance.hello(),
      onWelcome: (welcome) => this.#welcome(welcome),
      onWaiting: ({ name }) => entrance.waiting(name),
      onView: (view) => this.#view(view),
      onSealed: { beat: this.box.beat, keys: this.box.keys, issued: this.box.issued },
      onState: (state) => (this.line.become(state, this.clock.now()), this.draw()),
      onClosed: (code) => entrance.closed(code),
      onRefused: (no) => entrance.refused(no),
    });
  }

  get offline() { return this.line.now; }

  /** @param {import("./link.js").Welcome} welcome */
  #welcome(welcome) {
    this.#welcomes += 1;
    this.seat = welcome.seat ?? "";
    this.joinUrl = joinLink(welcome.join_url, this.keys.kept.k);
    this.pass = welcome.seat_key ?? "";
    this.#handAgain = this.wish === true; // a server that restarted has forgotten raised hands
    this.views.welcome();
    this.box.welcome(welcome, this.keys.kept.k);
    this.renewal.compare(welcome.build, this.shell.build);
    this.entrance.welcome(welcome);
  }

  /** @param {import("./link.js").View} view */
  #view(view) {
    this.views.put(view);
    const { seat, stage } = this.views.now;
    if (view.type === "seat" && seat) this.#handSeen(seat.hand);
    if (stage.cards && view.section === "cards") this.box.listed(stage.cards);
    if (stage.head?.phase === "ended") this.box.forget();
  }

  /** @param {boolean} up as the server has it */
  #handSeen(up) {
    const forgotten = this.#handAgain && !up;
    this.#handAgain = false;
    if (forgotten) this.hand(true);
    else if (!this.busy.has("hand")) this.wish = up;
  }

  /** @param {boolean} up */
  hand(up) {
    this.wish = up;
    this.ask("hand", "hand", { up });
  }

  /**
   * Ask the server for something; what it declines is said where one looks.
   * @param {string} name of what is under way @param {string} verb @param {Record<string, unknown>} [fields]
   */
  async ask(name, verb, fields) {
    if (this.busy.has(name) || !this.link) return null;
    this.ui.start(name);
    const answer = await this.link.send(verb, fields);
    const words = answer.ok || QUIET.has(answer.code) ? "" : answer.message;
    this.ui.complaint = name.startsWith("desk-") ? "" : words; // a desk tells it below its field
    if (words) this.status.say(words);
    this.ui.stop(name);
    return answer;
  }

  openConcern() {
    this.ui.concern.open = true;
    this.draw();
    // Not the field: a keyboard on a phone would lie over the two buttons that need no words.
    document.getElementById(this.ui.concern.card ? "concern" : "concern-title")?.focus();
  }

  closeConcern() {
    const { concern, cards } = this.ui;
    if (cards.tapped && !concern.text.trim()) concern.weight = "thought"; // what was tapped is no weight of a later card
    Object.assign(concern, { open: false, card: "" });
    cards.tapped = "";
    this.draw();
    document.getElementById("raise")?.focus({ preventScroll: true });
  }

  /** @param {"md" | "html"} format */
  async report(format) {
    const name = `report-${format}`;
    this.ui.start(name);
    this.ui.faults.delete("report");
    const title = this.views.now.stage.head?.session_title ?? "";
    await saveReport(format, this.pass, title).catch(() =>
      this.ui.faults.set("report", t("This could not be fetched just now. Try again in a moment.")),
    );
    this.ui.stop(name);
  }

  async leave() {
    const before = this.#welcomes;
    let answer = await this.ask("leave", "leave");
    // The line broke in between, and coming back undid it: leave once more.
    if (answer?.ok && before !== this.#welcomes) answer = await this.ask("leave", "leave");
    if (answer?.ok) this.entrance.left();
  }

  #tick() {
    this.line.tick();
    // Drafts are no reason to wait: they are kept where the keys are, or storage refused both.
    const memory = this.ui.concern.text || (this.box.pending().length && !this.box.survives) || this.busy.size || !this.drafts.survive;
    this.renewal.tick(this.entrance.screen === "panel" && this.keys.survives && !memory && !inField());
    this.draw();
  }

  draw() {
    const { head } = this.entrance?.screen === "panel" ? this.views.now.stage : {};
    if (head) return this.#drawInside(head);
    document.title = titleOf(null, "");
    render(this.entrance?.draw(offlineBar(this.offline)), this.root);
  }

  /** @param {import("./protocol.js").StageHead} head */
  #drawInside(head) {
    const ctx = context(this, head);
    const is = told(ctx, this.#held(head) && !ctx.leads);
    const was = this.#told;
    const moved = was !== null && (was.opening !== is.opening || was.phase !== is.phase);
    if (moved) Object.assign(this.ui, { complaint: "", ending: false, pages: new Set() });
    const turn = was !== null && is.turn === "holds" && was.turn !== "holds";
    const open = was && is.open && !was.open;
    const stay = moved || turn || open ? stayInSight(this.root, !turn && performance.now() - this.#wroteAt < WRITES) : null;
    const at = document.activeElement;
    render(layout(ctx, { held: is.held, joinUrl: this.joinUrl, keepCards: this.views.now.stage.cards?.keep ?? false }), this.root);
    stay?.();
    // A button that is pressed and gone takes the focus with it: whoever listens stays in the step.
    if (at !== document.body && document.activeElement === document.body) this.root.querySelector("main")?.focus({ preventScroll: true });
    for (const sentence of changes(was, is)) this.status.say(sentence);
    this.#told = is;
    document.title = titleOf(is, head.session_title);
  }

  /** Has whoever leads been gone for a while? @param {import("./protocol.js").StageHead} head */
  #held({ phase, lead }) {
    const now = performance.now();
    this.#leadLostAt = phase === "running" && !lead.here ? Math.min(this.#leadLostAt, now) : Infinity;
    return now - this.#leadLostAt >= LEAD_GONE;
  }
}

/** Browsers freeze hidden tabs to save energy, but for those that hold a lock; a frozen panel answers no beat. */
const stayAwake = () => void tried(() => navigator.locks?.request("talkingpiece", { mode: "shared" }, () => new Promise(() => {})).catch(() => {}));

/** The group moves on: whoever writes keeps their field under their eyes, everybody else sees the step from its top. @param {HTMLElement} root @param {boolean} writes */
function stayInSight(root, writes) {
  const field = document.activeElement;
  const top = field?.getBoundingClientRect().top ?? 0;
  return () => {
    const main = root.querySelector("main");
    if (!main) return;
    if (!writes || !main.contains(document.activeElement)) main.scrollTop = 0;
    else if (field?.isConnected) main.scrollTop += field.getBoundingClientRect().top - top;
  };
}
