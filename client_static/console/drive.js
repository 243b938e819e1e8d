// @ts-check
// What comes next, and the buttons. The one that leads on is named after where it leads, at the same spot on every screen.
import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { isSecondTap } from "../parts/tap.js";
import { left } from "../clock.js";
import { t } from "../words.js";
import { focusSoon, toTheStep } from "./desk.js";
import { askToEnd, endBox } from "./ending.js";
import { kindOf } from "./kinds/index.js";
import { minutes } from "./naming.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./kinds/index.js").Onward} Onward */

const MINUTE_S = 60;

/** @param {Desk} desk @param {string} verb @param {Event} event */
async function move(desk, verb, event) {
  if (!desk.ready || isSecondTap(event)) return;
  const answer = await desk.tell(verb, verb === "start" ? {} : { expecting: desk.head.step }, "move");
  if (answer?.ok) toTheStep(desk);
}

/** Something within the step comes before the next one: that is what the button leads to now. @param {Desk} desk @returns {Onward | null} */
function within(desk) {
  return (desk.head.phase === "running" && kindOf(desk.head.kind).onward?.(desk)) || null;
}

/** @param {Desk} desk @param {Onward} own @param {Event} event */
async function lead(desk, own, event) {
  if (!desk.online || desk.busy("move") || isSecondTap(event)) return;
  const answer = await desk.tell(own.verb, own.fields, "move");
  if (answer?.ok) toTheStep(desk);
}

/** @param {Desk} desk @returns {{words: string, act: (event: Event) => void}} */
function onward(desk) {
  const { head, header } = desk;
  if (head.phase === "before") return { words: t("Open the circle"), act: (event) => move(desk, "start", event) };
  if (header.next) return { words: head.added ? t("Back to {title}", { title: header.next.title }) : header.next.title, act: (event) => move(desk, "next_step", event) };
  return { words: t("Close the circle"), act: (event) => !isSecondTap(event) && askToEnd(desk) };
}

/** @param {Desk} desk @param {Onward | null} own */
function primary(desk, own) {
  const { words, act: go } = own ? { words: own.words, act: (/** @type {Event} */ event) => lead(desk, own, event) } : onward(desk);
  const busy = desk.busy("move");
  // The spot stays and its name changes, also by itself at the end of a talk: a hand on its way to the old one does nothing.
  const steady = desk.steady(own ? `${own.verb} ${own.key}` : `next ${desk.head.opening} ${desk.head.phase}`);
  const act = (/** @type {Event} */ event) => steady && go(event);
  // It never turns grey for the moment in which a new step settles: a button that blinks is a button people press again.
  return html`<button class="btn go" id="onward" aria-busy=${busy} aria-disabled=${!desk.online ? "true" : nothing} @click=${act}>
    ${words}${icon("next")}
  </button>`;
}

/** @param {Desk} desk @param {number} seconds */
function time(desk, seconds) {
  const [words, name] = seconds > 0 ? [t("+1 min"), t("Add a minute")] : [t("−1 min"), t("Take a minute off")];
  const [verb, fields] = kindOf(desk.head.kind).time?.(desk, seconds) ?? ["add_time", { seconds }];
  const act = () => desk.online && desk.tell(verb, fields, `time${seconds}`);
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
  const first = desk.head.step === 0 && !desk.head.added;
  return html`<button class="btn square" aria-label=${t("Back to the step before")} aria-disabled=${(first || !desk.online) ? "true" : nothing}
    @click=${(/** @type {Event} */ event) => !first && leave(desk, "previous_step", event)}>${icon("back")}</button>`;
}

/** Out of this step; whoever would be cut off in a sentence is named first. @param {Desk} desk @param {string} verb @param {Event} event */
function leave(desk, verb, event) {
  if (!kindOf(desk.head.kind).parting?.(desk)) return move(desk, verb, event);
  desk.unfold("parting", verb);
  focusSoon("parting");
}

/** The next step, while the large button leads elsewhere. @param {Desk} desk */
function moveOn(desk) {
  const { header } = desk;
  const open = (/** @type {Event} */ event) => (header.next ? leave(desk, "next_step", event) : askToEnd(desk));
  return html`<button class="btn" id="move-on" aria-disabled=${!desk.online ? "true" : nothing} @click=${open}>${header.next ? t("Move on") : t("Close the circle")}${header.next ? html`<span class="vh"> ${t("to {title}", { title: header.next.title })}</span>` : nothing}</button>`;
}

/** Asked once, in place. @param {Desk} desk */
function parting(desk) {
  const asks = kindOf(desk.head.kind).parting?.(desk);
  const verb = desk.unfolded("parting");
  if (!asks || !verb) return nothing;
  const stay = () => {
    desk.unfold("parting", false);
    focusSoon("move-on");
  };
  return html`<section class="sheet stack tight comes" id="parting" tabindex="-1" aria-label=${asks}><p class="note">${asks}</p>
    <div class="row"><button class="btn" @click=${(/** @type {Event} */ event) => move(desk, verb, event)}>${verb === "next_step" ? t("Move on all the same") : t("Go back all the same")}</button>
      <button class="btn bare" @click=${stay}>${t("Let them talk")}</button></div></section>`;
}

/** @param {Desk} desk @param {Onward | null} own */
function ahead(desk, own) {
  const { head, header } = desk;
  const next = head.phase === "before" ? header.outline[0] : header.next;
  const heading = !next ? t("Nothing more") : head.added ? next.title : t("{title} · {time}", { title: next.title, time: minutes(next.seconds) });
  return html`<div class="ahead"><div><p class="kicker">${head.added ? t("Then on with") : t("Next")}</p><h3>${heading}</h3></div><p class="note">${readiness(desk, own)}</p>${own ? moveOn(desk) : nothing}</div>`;
}

/** Whether what comes next is ready. @param {Desk} desk @param {Onward | null} own */
function readiness(desk, own) {
  const { head, header, views } = desk;
  if (!desk.online) return t("Waits for the line to come back");
  const refused = desk.no("move") || desk.no("hold") || desk.no(`time${MINUTE_S}`) || desk.no(`time${-MINUTE_S}`);
  if (refused) return refused;
  if (own) return own.note;
  const leaving = head.phase === "running" && kindOf(head.kind).leaving?.(desk);
  if (leaving) return leaving;
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
  const own = within(desk);
  return html`<div class="ending">
    ${desk.unfolded("ending") ? endBox(desk) : nothing} ${parting(desk)} ${ahead(desk, own)}
    <div class="drive" role="group" aria-label=${t("Lead")}>
      ${running ? html`${back(desk)}${hold(desk)}${time(desk, -MINUTE_S)}${time(desk, MINUTE_S)}` : nothing}
      <span class="push"></span>${primary(desk, own)}
    </div>
  </div>`;
}
