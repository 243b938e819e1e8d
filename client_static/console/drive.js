// @ts-check
// What comes next, and the buttons. The one that leads on is named after where it leads, at the same spot on every screen.
import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { isSecondTap } from "../parts/tap.js";
import { left } from "../clock.js";
import { t } from "../words.js";
import { askToEnd, endBox } from "./ending.js";
import { minutes } from "./naming.js";

/** @typedef {import("./desk.js").Desk} Desk */

const MINUTE_S = 60;

/** @param {Desk} desk @param {string} verb @param {Event} event */
async function move(desk, verb, event) {
  if (!desk.ready || isSecondTap(event)) return;
  const answer = await desk.tell(verb, verb === "start" ? {} : { expecting: desk.head.step }, "move");
  if (answer?.ok) desk.unfold("card", null); // whoever leads on wants to see where they are
}

/** @param {Desk} desk @returns {{words: string, act: (event: Event) => void}} */
function onward(desk) {
  const { head, header } = desk;
  if (head.phase === "before") return { words: t("Open the circle"), act: (event) => move(desk, "start", event) };
  if (header.next) return { words: header.next.title, act: (event) => move(desk, "next_step", event) };
  return { words: t("Close the circle"), act: (event) => !isSecondTap(event) && askToEnd(desk) };
}

/** @param {Desk} desk */
function primary(desk) {
  const { words, act } = onward(desk);
  const busy = desk.busy("move");
  // It never turns grey for the moment in which a new step settles: a button that blinks is a button people press again.
  return html`<button class="btn go" id="onward" aria-busy=${busy} aria-disabled=${!desk.online ? "true" : nothing} @click=${act}>
    ${words}${icon("next")}
  </button>`;
}

/** @param {Desk} desk @param {number} seconds */
function time(desk, seconds) {
  const [words, name] = seconds > 0 ? [t("+1 min"), t("Add a minute")] : [t("−1 min"), t("Take a minute off")];
  const act = () => desk.online && desk.tell("add_time", { seconds }, `time${seconds}`);
  return html`<button class="btn" aria-disabled=${!desk.online ? "true" : nothing} @click=${act}><span aria-hidden="true">${words}</span><span class="vh">${name}</span></button>`;
}

/** @param {Desk} desk */
function hold(desk) {
  const { paused } = desk.head;
  const act = () => desk.online && desk.tell(paused ? "resume" : "pause", {}, "hold");
  return html`<button class="btn" id="hold" aria-disabled=${!desk.online ? "true" : nothing} aria-busy=${desk.busy("hold")} @click=${act}>
    ${icon(paused ? "resume" : "pause")}${paused ? t("Go on") : t("Hold")}
  </button>`;
}

/** @param {Desk} desk */
function back(desk) {
  const first = desk.head.step === 0;
  return html`<button class="btn square" aria-label=${t("Back to the step before")} aria-disabled=${(first || !desk.online) ? "true" : nothing}
    @click=${(/** @type {Event} */ event) => !first && move(desk, "previous_step", event)}>${icon("back")}</button>`;
}

/** @param {Desk} desk */
function ahead(desk) {
  const { head, header } = desk;
  const next = head.phase === "before" ? header.outline[0] : header.next;
  const heading = next ? t("{title} · {time}", { title: next.title, time: minutes(next.seconds) }) : t("Nothing more");
  return html`<div class="ahead"><div><p class="kicker">${t("Next")}</p><h3>${heading}</h3></div><p class="note">${readiness(desk)}</p></div>`;
}

/** Whether what comes next is ready. @param {Desk} desk */
function readiness(desk) {
  const { head, header, views } = desk;
  if (!desk.online) return t("Waits for the line to come back");
  const refused = desk.no("move") || desk.no("hold");
  if (refused) return refused;
  if (!header.next && head.phase === "running") return t("This is the last step");
  const agreed = views.stage.tally?.part;
  if (agreed?.kind === "agree" && "yes" in agreed && agreed.yes < agreed.of) return t("You can go on before everyone has answered");
  const over = left(head, desk.now);
  return head.phase === "running" && over !== null && over < 0 ? t("Whenever you like; nothing moves on by itself") : "";
}

/** @param {Desk} desk */
export function drive(desk) {
  if (desk.head.phase === "ended") return nothing;
  const running = desk.head.phase === "running";
  return html`<div class="ending">
    ${desk.unfolded("ending") ? endBox(desk) : nothing} ${ahead(desk)}
    <div class="drive" role="group" aria-label=${t("Lead")}>
      ${running ? html`${back(desk)}${hold(desk)}${time(desk, -MINUTE_S)}${time(desk, MINUTE_S)}` : nothing}
      <span class="push"></span>${primary(desk)}
    </div>
  </div>`;
}
