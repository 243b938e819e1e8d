// @ts-check
// The wall: the stage on a shared screen, read from across a room. It asks nothing and takes no input.
import { keepDrawing, untilDrawn } from "./clock.js";
import { html, nothing, render } from "./vendor/lit.js";
import { connect, NO_ENTRY, TAKEN_OVER } from "./link.js";
import { spokenCode } from "./keys.js";
import { mark, stone } from "./parts/icon.js";
import { body } from "./parts/body.js";
import { ring } from "./parts/ring.js";
import { createRenewal } from "./panel/renewal.js";
import { createStatus } from "./status.js";
import { createViews } from "./views.js";
import { capital, count, t, timeOfDay } from "./words.js";
import { qr } from "./console/share.js";
import { kindOf } from "./console/kinds/index.js";
import { thread } from "./console/path.js";
import { asks, tapsOf } from "./console/cards/tapped.js";
import { couldHave, lines, meToos, thread as added, weight } from "./console/cards/told.js";
import { createLaid } from "./wall/laid.js";
import { size } from "./wall/room.js";
import { sight } from "./wall/sight.js";

/** @typedef {import("./wall/sight.js").Sight} Sight */

const ON_A_CARD = 4; // parts of one that was put together
const LONGEST = 700; // letters
const TAP_MS = 180_000; // a tap is news for three minutes

/** @param {Sight} sight */
function top({ head, code, host, online }) {
  const held = head.phase === "running" && (head.paused || !head.lead.here);
  return html`<header class="head">${mark()}<h1>${head.session_title}</h1>
    ${held ? html`<span class="tag clay">${stone()}${head.paused ? t("held") : t("We hold here until {name} is back", { name: head.lead.name || t("whoever leads") })}</span>` : nothing}
    ${online ? nothing : html`<span class="tag">${t("the line is coming back")}</span>`}
    ${head.phase === "ended" ? nothing : html`<p class="push meta">${t("Join with")} <b class="num" translate="no">${spokenCode(code)}</b> ${t("at {host}", { host })}</p>`}
  </header>`;
}

/** The doors are open. @param {Sight} sight */
function before({ head, code, host, here, k }) {
  return html`<main class="ways">${qr(code, k)}
    <div class="stack"><p class="kicker">${t("Join at {host} with", { host })}</p><p class="spoken long num" translate="no">${spokenCode(code)}</p>
      <p class="voice">${head.lead.name ? t("We open when {name} says so.", { name: head.lead.name }) : t("We open in a moment.")}</p>
      <p class="note">${here ? count(here, "1 is here", "{n} are here") : t("Nobody has come yet.")}</p></div></main>`;
}

/** @param {Sight} sight */
function ended({ people }) {
  const places = people.map(({ seat, name }) => ({ seat, name, looks: [] }));
  return html`<main>${ring(places, null, html`${stone()}<h2 class="voice big">${t("Thank you.")}</h2>`, true)}</main>`;
}

/** Long words are set smaller; the longest are read in the panels. @param {string[]} said */
function onWall(said) {
  const letters = said.join("").length;
  return { look: letters < 160 ? "big" : letters < 480 ? "" : "small", said: said.slice(0, ON_A_CARD).map((words) => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words)) };
}

/** @param {import("./protocol.js").OpenCard} card @param {string} lead */
function onCard(card, lead) {
  const { look, said } = onWall(lines(card));
  return html`<main class="said"><article class="card">${weight(card)}${said.map((words) => html`<h2 class="voice ${look}" dir="auto">${words}</h2>`)}
      <p class="kicker">${[capital(couldHave(card)), card.owner ? t("{name} has said: this is mine", { name: card.owner }) : "", meToos(card)].filter(Boolean).join(" · ")}</p></article>
    ${added(card)}
    ${card.answer ? html`<div class="say stack tight"><p class="kicker">${lead ? t("{name}, who leads", { name: lead }) : t("Answered")}</p><p class="voice small" dir="auto">${card.answer}</p></div>` : nothing}</main>`;
}

/** Any kind that has no picture of its own: its words. @param {Sight} sight */
function words({ head }) {
  return html`<main class="said ${size(head.body)}"><h2 class="kicker">${head.title}</h2>${head.body ? body(head.body) : html`<p class="voice big">${head.title}</p>`}</main>`;
}

/** @param {Sight} sight */
function middle(sight) {
  const { head } = sight;
  if (head.phase === "before") return before(sight);
  if (head.phase === "ended") return ended(sight);
  const [card] = sight.laid.lying(sight.cards, head);
  if (card) return onCard(card, head.lead.name);
  return kindOf(head.kind).wall?.(sight) ?? words(sight);
}

/** What was asked for without words, while it is new; what is held; when the next cards open. @param {Sight} sight */
function fromTheMiddle({ head, taps, held, box, now, laid, cards }) {
  if (head.phase !== "running") return nothing;
  const fresh = tapsOf(taps.filter((tap) => now - tap.at < TAP_MS)).filter((tap) => tap.what !== "try");
  const opens = box?.opens && !box.closing && head.kind !== "window" ? t("Cards open next at {time}", { time: timeOfDay(box.opens) }) : "";
  const more = laid.lying(cards, head).length - 1;
  return html`<div class="foot-w"><p class="asked">${fresh.map((tap) => html`<span class="tag ${tap.what === "stop" ? "rust" : "dusk"}">${capital(asks(tap))}</span> `)}</p>
    <p class="meta">${[more > 0 ? count(more, "1 more card lies in the middle", "{n} more cards lie in the middle") : "", held ? count(held, "1 card is held", "{n} cards are held") : "", opens].filter(Boolean).join(" · ")}</p></div>`;
}

/** @param {Sight} sight */
export function screen(sight) {
  return html`${top(sight)} ${middle(sight)}<footer class="stack tight">${fromTheMiddle(sight)}${thread(sight.head)}</footer>`;
}

/** @param {string} title @param {string} words */
function still(title, words) {
  return html`<header class="head">${mark()}</header><main class="said"><h1 class="voice big">${title}</h1><p class="note">${words}</p></main>`;
}

/** @param {number} code */
function closed(code) {
  if (code === TAKEN_OVER) return still(t("This wall is open elsewhere now."), t("Open its link again to have it here."));
  return code === NO_ENTRY
    ? still(t("This link does not lead here any more."), t("The circle may be closed. Ask whoever leads for the link once more."))
    : still(t("There is no room for a wall just now."), t("Tell whoever leads."));
}

/** @param {import("./entry.js").Start} given */
export function start({ root, code, keys, shell }) {
  root.remove(); // head, middle and thread share the height of the body itself
  const draw = (/** @type {unknown} */ what) => render(what, document.body, { renderBefore: shell.status });
  const views = createViews();
  const renewal = createRenewal();
  const status = createStatus(shell.status);
  let over = 0;
  let online = false;
  let told = "";
  const laid = createLaid();

  const link = connect({
    url: shell.ws,
    hello: () => ({ wall_key: keys.kept.key }),
    onWelcome(welcome) {
      renewal.compare(welcome.build, shell.build);
      views.welcome();
    },
    onView: (view) => views.put(view),
    onState({ line }) {
      online = line === "open";
      views.changed();
    },
    onClosed(code) {
      over = code;
      views.changed();
    },
  });

  function redraw() {
    const { head } = views.now.stage;
    if (over) return draw(closed(over));
    if (!head) return;
    const now = link.clock.now();
    if (views.now.stage.cards) laid.see(views.now.stage.cards.cards, head, now);
    const seen = sight({ head, views: views.now, now, online, code, host: location.host, laid, k: keys.kept.k });
    draw(screen(seen));
    document.title = `${head.title} – ${head.session_title}`;
    tell(head);
    renewal.tick(keys.survives);
  }

  /** @param {import("./protocol.js").StageHead} head */
  function tell(head) {
    const is = `${head.phase} ${head.opening}`;
    if (told && is !== told) status.say(head.phase === "running" ? t("Now: {title}.", { title: head.title }) : t("The circle is closed."));
    told = is;
  }
  views.subscribe(redraw);
  keepDrawing(() => untilDrawn(views.now.stage.head, link.clock.now()), redraw);
}
