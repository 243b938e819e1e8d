// @ts-check
// Now: what is on, how long it still takes, what they read, and what helps whoever leads.
import { html, nothing } from "../vendor/lit.js";
import { body, inside } from "../parts/body.js";
import { left } from "../clock.js";
import { clockText, count, t } from "../words.js";
import { kindOf } from "./kinds/index.js";
import { kindWords } from "./naming.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {string} title @param {string} text sanitised HTML */
function note(title, text) {
  return text ? html`<div><dt>${title}</dt><dd>${inside(text)}</dd></div>` : nothing;
}

/** What they read, and the notes beside it. @param {Desk} desk */
export function notes({ head, header }) {
  const { say = "", watch = "", mend = "" } = header.notes ?? {};
  return html`<dl class="lead">
    ${head.body ? html`<div><dt>${t("They read")}</dt><dd>${body(head.body)}</dd></div>` : nothing} ${note(t("Or, for whoever would rather"), head.alternative)}
    ${note(t("Say"), say)} ${note(t("Watch for"), watch)} ${note(t("If it goes wrong"), mend)}
  </dl>`;
}

/** The largest thing there is. It ticks without being said. @param {Desk} desk */
export function clock({ head, now }) {
  const ms = left(head, now);
  if (ms === null) return nothing;
  const what = head.paused ? t("held, with this left: ") : ms < 0 ? t("over the time of this step: ") : t("left in this step: ");
  return html`<p class="clock num" role="timer"><span class="vh">${what}</span>${clockText(ms)}</p>`;
}

/** @param {Desk} desk */
export function glance(desk) {
  const { head, views } = desk;
  const here = views.stage.tally?.here ?? 0;
  const unagreed = desk.roster?.unagreed ?? 0;
  const said = [kindOf(head.kind).glance?.(desk) || count(here, "1 person is here", "{n} people are here")];
  if (unagreed) said.push(count(unagreed, "1 is not in this step yet: the agreement waits for a yes", "{n} are not in this step yet: the agreement waits for their yes"));
  return html`<div class="glance">
    <div class="stack tight">
      <p class="kicker">${t("Now · {kind}", { kind: kindWords(head.kind) })}</p>
      <h2>${head.title}</h2>
      <p class="note">${said.join(". ")}</p>
    </div>
    ${clock(desk)}
  </div>`;
}

/** A kind whose picture is round stands beside the notes, any other below them. @param {Desk} desk */
export function nowOn(desk) {
  const kind = kindOf(desk.head.kind);
  const part = kind.console?.(desk) ?? nothing;
  if (kind.beside && part !== nothing) return html`${glance(desk)}<div class="pairup">${notes(desk)}${part}</div>`;
  return html`${glance(desk)}${kind.first ? html`${part}${notes(desk)}` : html`${notes(desk)}${part}`}`;
}
