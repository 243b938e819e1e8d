// @ts-check
// The console: from the newest views to what whoever leads sees.
import { keepDrawing, untilDrawn } from "./clock.js";
import { html, nothing, render } from "./vendor/lit.js";
import { joinLink } from "./keys.js";
import { connect, TAKEN_OVER } from "./link.js";
import { mark } from "./parts/icon.js";
import { createRenewal, inField } from "./panel/renewal.js";
import { createStatus } from "./status.js";
import { t } from "./words.js";
import { createViews } from "./views.js";
import { boardOf } from "./console/board/standing.js";
import { createDesk } from "./console/desk.js";
import { drive } from "./console/drive.js";
import { askToEnd } from "./console/ending.js";
import { ended } from "./console/ended.js";
import { stopped, tray, waiting } from "./console/cards.js";
import { loadWords, wordsCheck } from "./console/cards/check.js";
import { inTheMiddle } from "./console/cards/hand.js";
import { inHand } from "./console/cards/taken.js";
import { alarm } from "./console/cards/taps.js";
import { topLine } from "./console/head.js";
import { net } from "./console/net.js";
import { notes, nowOn } from "./console/now.js";
import { path } from "./console/path.js";
import { knocks, lookingOn, people } from "./console/people.js";
import { keyLinks, letThemIn, shareBox } from "./console/share.js";
import { change, seen } from "./console/telling.js";

/** @typedef {import("./console/desk.js").Desk} Desk */

const OFFLINE_SAID_MS = 10_000;

/** @param {Desk} desk */
function middle(desk) {
  const card = inHand(desk);
  if (desk.head.phase === "ended") return ended(desk);
  if (card) return inTheMiddle(desk, card);
  if (desk.unfolded("check")) return wordsCheck(desk);
  if (desk.head.phase === "running") return nowOn(desk);
  return html`${letThemIn(desk)}<section class="stack close" aria-labelledby="first"><h3 id="first">${t("The first step, for you to read")}</h3>${notes(desk)}</section>`;
}

/** @param {Desk} desk */
function session(desk) {
  const { phase } = desk.head;
  if (phase === "ended") return nothing;
  return html`<section class="stack tight">
    ${phase === "running" ? html`<details><summary>${t("Ways in")}</summary>${shareBox(desk)}</details>` : nothing}
    ${keyLinks(desk)}
    ${phase === "running" ? html`<button class="btn bare flush" @click=${() => askToEnd(desk)}>${t("Close the circle early")}</button>` : nothing}
  </section>`;
}

/** @param {Desk} desk */
export function screen(desk) {
  const waits = waiting(desk) > 0; // whoever needs an answer stands at the top
  return html`<div class="desk">
    ${net(desk)} ${topLine(desk)} ${path(desk)}
    <main class="mid" tabindex="-1"><div class="plan">${middle(desk)}</div>${drive(desk)}</main>
    <aside class="side stack" aria-label=${t("People and signals")}>
      ${alarm(desk)} ${knocks(desk)} ${waits ? tray(desk) : nothing} ${people(desk)} ${lookingOn(desk)} ${waits ? nothing : tray(desk)} ${session(desk)}
    </aside>
  </div>`;
}

/** A page with one thing to say. @param {string} title @param {string} words @param {unknown} [act] */
function still(title, words, act = nothing) {
  return html`<main class="still">${mark()}<h1 class="voice big">${title}</h1><p class="note">${words}</p>${act}</main>`;
}

/** The line is closed for good. @param {number} code @param {() => void} again */
function closed(code, again) {
  if (code === TAKEN_OVER)
    return still(t("Your place is open in another window now."), t("Lead from there, or take it back."), html`<button class="btn" @click=${again}>${t("Take it back here")}</button>`);
  return still(t("This link does not lead here any more."), t("The circle may be closed, or the link was cut short on its way. Ask for it once more."), html`<a class="btn" href="/">${t("To the front page")}</a>`);
}

/** @param {(name: string) => void} named */
function askName(named) {
  /** @param {SubmitEvent} event */
  const given = (event) => {
    event.preventDefault();
    const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name") ?? "").trim();
    if (name) named(name);
  };
  return html`<main class="still">${mark()}<h1 class="voice big">${t("You lead this circle.")}</h1>
    <form class="stack" @submit=${given}>
      <div class="field"><label for="name">${t("What shall they call you?")}</label><input class="in" id="name" name="name" maxlength="60" required autocomplete="nickname"></div>
      <button class="btn go">${t("Go to my place")}</button>
    </form></main>`;
}

/** @param {import("./entry.js").Start} given */
export function start({ root, code, keys, shell }) {
  const draw = (/** @type {unknown} */ what) => render(what, root);
  if (keys.kept.name) return lead({ draw, code, keys, shell });
  draw(askName((name) => {
    keys.keep({ name });
    lead({ draw, code, keys, shell });
  }));
}

/** @param {Omit<import("./entry.js").Start, "root"> & {draw: (what: unknown) => void}} given */
function lead({ draw, code, keys, shell }) {
  const views = createViews();
  const renewal = createRenewal();
  const status = createStatus(shell.status);
  const say = (/** @type {string} */ words) => void (words && status.say(words));
  const { key, wall, name, k } = keys.kept;
  const place = { code, base: shell.base, key, wall, name, k, root: "", join: joinLink(`${location.origin}/j/${code}`, k) };
  /** @type {import("./console/telling.js").Seen | null} */
  let told = null;
  let over = 0;
  let offlineSaid = 0;

  const link = connect({
    url: shell.ws,
    hello: () => ({ facilitator_key: key, name }),
    onWelcome(welcome) {
      Object.assign(place, { join: joinLink(welcome.join_url, k), root: welcome.root });
      renewal.compare(welcome.build, shell.build);
      views.welcome();
      if (offlineSaid === -1) say(t("You are back. Nothing was lost."));
      clearTimeout(offlineSaid);
      offlineSaid = 0;
    },
    onView(view) {
      views.put(view);
      desk.heard();
    },
    onState({ line, restart }) {
      if (line === "lost" && !offlineSaid) offlineSaid = setTimeout(() => {
        offlineSaid = -1;
        say(t("You are offline for a moment. The circle holds where it is until you are back."));
      }, OFFLINE_SAID_MS);
      desk.lined(line === "open", restart);
    },
    onClosed(code) {
      over = code;
      views.changed();
    },
  });
  const desk = createDesk({ link, views: views.now, place, say, redraw: views.changed, onStep: toTop });

  function redraw() {
    if (over) return draw(closed(over, () => { over = 0; link.reopen(); }));
    const now = desk.now();
    if (!now) return;
    draw(screen(now));
    if (!told) loadWords(views.changed);
    const next = seen(now);
    say(told ? change(now, told, next) : "");
    told = next;
    document.title = titleOf(now);
    renewal.tick(keys.survives && !inField() && ![...desk.drafts.values()].some(Boolean));
  }
  views.subscribe(redraw);
  keepDrawing(() => untilDrawn(views.now.stage.head, link.clock.now()), redraw);
}

/** A new step is read from its top; a hand that is busy elsewhere on the page keeps its place. */
function toTop() {
  const at = document.activeElement;
  if (at === document.body || at?.closest(".ending")) scrollTo({ top: 0 });
}

/** @param {Desk} desk */
function titleOf(desk) {
  const { head, header, roster, views } = desk;
  const calls = (roster?.knocks.length ?? 0) + (boardOf({ head, views })?.groups.filter((group) => group.call === "asked").length ?? 0);
  const stop = stopped(desk) ? `● ${t("Please stop")} – ` : ""; // whoever leads may be looking at the call
  return `${stop}${calls ? `(${calls}) ` : ""}${head.phase === "running" ? head.title : header.module} – ${header.title}`;
}
