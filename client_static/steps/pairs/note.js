// @ts-check
/** The pair's note: what may the group hear? Only I release what is about me; what is about all, all. */

import { html, live, nothing, repeat } from "../../vendor/lit.js";
import { randomId } from "../../keys.js";
import { fault } from "../../panel/screens.js";
import { button } from "../../parts/button.js";
import { icon } from "../../parts/icon.js";
import { count, t } from "../../words.js";
import { aboutOf, lines } from "./drafted.js";
import { ALL, kept } from "./kept.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("../../protocol.js").PairLine} Line */

const LONGEST = 200; // letters, as on the server
const NEARLY = 40; // letters left from which on they are counted

/** @param {Ctx} ctx @param {Mine} mine */
export function note(ctx, mine) {
  const two = mine.partners.length === 1;
  const open = kept.adding || lines(ctx).text(ctx.head.step_id) !== "";
  const shares = ctx.part?.shares ?? true;
  return html`<section class="stack tight" aria-labelledby="note"><h2 id="note">${shares ? t("What may the group hear?") : t("Your note")}</h2>
    <p class="note">${!shares ? t("Nothing of this leaves your pair. It is erased when the circle closes.") : two ? t("Only what is ticked leaves this pair: by you what is about you, by both what is about both.") : t("Only what is ticked leaves this group: by you what is about you, by everyone what is about all.")}</p>
    ${listed(ctx, mine.lines, two, shares)}
    ${open ? form(ctx, mine) : html`<button type="button" class="btn bare flush" data-act="add" @click=${() => add(ctx)}>${icon("plus")}${t("Add a line")}</button>`}
  </section>`;
}

/** @param {Ctx} ctx @param {Line[]} all @param {boolean} two @param {boolean} shares */
function listed(ctx, all, two, shares) {
  if (!all.length) return nothing;
  return html`<ul class="releases">${repeat(all, ({ id }) => id, (line) => html`<li>${line.mine && shares ? mayTick(ctx, line, two) : html`<div class="well stack tight"><p>${line.text}</p>${shares ? html`<p class="meta">${stateOf(ctx, line, two)}</p>` : nothing}</div>`}
    ${line.drops ? button(ctx, `drop-${line.id}`, { label: "", icon: "close", look: "square", spoken: t("Take it out: {line}", { line: line.text }), run: () => ctx.ask(`drop-${line.id}`, "drop_line", { step: ctx.head.step, line: line.id }) }) : nothing}</li>`)}</ul>`;
}

/** @param {Ctx} ctx @param {Line} line @param {boolean} two */
function mayTick(ctx, line, two) {
  const change = (/** @type {any} */ event) => tick(ctx, line.id, event.target.checked);
  return html`<div class="pick"><label><input type="checkbox" .checked=${live(wanted(line))} @change=${change}>
    <span class="stack tight"><span>${line.text}</span><span class="meta">${stateOf(ctx, line, two)}</span></span></label></div>`;
}

/** As this person last wanted it, until the server says the same. @param {Line} line */
function wanted({ id, ticked }) {
  const own = kept.ticks.get(id);
  if (own === ticked && !kept.asking.has(id)) kept.ticks.delete(id);
  return own ?? ticked;
}

/** A consent that is taken back while it is under way is taken back there too. @param {Ctx} ctx @param {string} line @param {boolean} on */
async function tick(ctx, line, on) {
  kept.ticks.set(line, on);
  if (kept.asking.has(line)) return;
  kept.asking.add(line);
  let said = on;
  let answer = null;
  do {
    said = kept.ticks.get(line) ?? said;
    answer = await ctx.ask(`tick-${line}`, "tick_line", { step: ctx.head.step, line, on: said });
  } while (answer?.ok && (kept.ticks.get(line) ?? said) !== said);
  kept.asking.delete(line);
  if (!answer?.ok) kept.ticks.delete(line);
  ctx.draw();
}

/** @param {Ctx} ctx @param {Line} line @param {boolean} two */
function stateOf(ctx, { about, ticked, released }, two) {
  if (about?.seat === ctx.own) return released ? t("About you. You have released it.") : t("About you. Only you release it.");
  if (about) return released ? t("About {name}, who has released it.", { name: about.name }) : t("About {name}. Only {name} releases it.", { name: about.name });
  if (released) return two ? t("About you both. Released by both.") : t("About all of you. Released by everyone.");
  if (ticked) return two ? t("About you both. Ticked by you; both must tick it.") : t("About all of you. Ticked by you; everyone must tick it.");
  return two ? t("About you both. Both must tick it.") : t("About all of you. Everyone must tick it.");
}

// --- a new line -----------------------------------------------------------------------------------------------

/** @param {Ctx} ctx */
function add(ctx) {
  kept.adding = true;
  ctx.draw();
  document.getElementById("line")?.focus();
}

/** Whom the line is about, with the words for it. @param {Ctx} ctx @param {Mine} mine @returns {[string, string][]} */
function choices(ctx, mine) {
  /** @type {[string, string]} */
  const all = [ALL, mine.partners.length > 1 ? t("All of us") : t("Both of us")];
  if (!(ctx.part?.shares ?? true)) return [all]; // what leaves nobody needs nobody's word
  const others = mine.partners.filter(({ seat }) => seat !== "lead"); // without a place nobody can release anything
  /** @type {[string, string][]} */
  const each = [[ctx.own, t("Me")], ...others.map(({ seat, name }) => /** @type {[string, string]} */ ([seat, name]))];
  return others.length < mine.partners.length ? each : [...each, all];
}

/** @param {Ctx} ctx @param {Mine} mine */
function form(ctx, mine) {
  const { head } = ctx;
  const text = lines(ctx).text(head.step_id);
  const all = choices(ctx, mine);
  const drafted = kept.about || aboutOf(ctx, head.step_id);
  const about = all.some(([seat]) => seat === drafted) ? drafted : (all[0]?.[0] ?? ALL);
  const put = (/** @type {string} */ words) => (lines(ctx).put(head.step_id, { text: words, step: head.step, title: head.title, label: about, way: "private" }), ctx.draw());
  const choose = (/** @type {string} */ seat) => ((kept.about = seat), put(text));
  const wrong = ctx.ui.faults.get("line") ?? "";
  return html`<form class="stack close" novalidate @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
    ${all.length < 2 ? nothing : html`<fieldset><legend class="kicker">${t("A line about")}</legend><div class="pick chips">${all.map(([seat, words]) => html`<label><input type="radio" name="about" .checked=${live(seat === about)} @change=${() => choose(seat)}><span dir="auto">${words}</span></label>`)}</div></fieldset>`}
    <div class="field"><label for="line">${t("The line")} <span class="opt">${left(text)}</span></label>
      <textarea class="in brief" id="line" maxlength=${LONGEST} .value=${live(text)} autocomplete="off" autocorrect="off" spellcheck="false" translate="no"
        aria-invalid=${wrong ? "true" : nothing} aria-describedby=${wrong ? "line-fault" : nothing} @input=${(/** @type {any} */ event) => put(event.target.value)}></textarea>
      ${fault("line-fault", wrong)}</div>
    ${button(ctx, "desk-line", { label: t("Write it down"), look: "wide", missing: text.trim() ? undefined : t("Write something first"), run: () => write(ctx, text, about) })}
  </form>`;
}

/** @param {string} text */
function left(text) {
  const rest = LONGEST - text.length;
  return rest <= NEARLY ? `(${count(rest, "1 letter left", "{n} letters left")})` : "";
}

/** @param {Ctx} ctx @param {string} text @param {string} about */
async function write(ctx, text, about) {
  kept.line ||= randomId();
  ctx.ui.faults.delete("line");
  const answer = await ctx.ask("desk-line", "write_line", { step: ctx.head.step, line: kept.line, about: about === ALL ? null : about, text });
  if (!answer) return;
  if (answer.ok) {
    lines(ctx).drop(ctx.head.step_id, text);
    Object.assign(kept, { line: "", about: "" });
    ctx.say(t("Kept."));
  } else ctx.ui.faults.set("line", answer.message || t("This could not be sent. Your words are still here. Try again, or copy them."));
  ctx.draw();
}
