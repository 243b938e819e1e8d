// @ts-check
/**
 * What a card's author can do with it. Every card has the same handle; what lies behind it shows only while it is held
 * down, so that nobody who sees this screen learns whose a card is. Pressed briefly it unfolds the same words on every
 * card, with a way for those who cannot hold a key or a finger down.
 */

import { html, nothing } from "../../vendor/lit.js";
import { t } from "../../words.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */

/** Held this long it is no press, in ms. */
const HELD = 300;
const KEYS = new Set([" ", "Enter"]);

/** A finger trembles by this much, in CSS px. */
const STILL = 10;

/** What is pressed down just now; `slid`: by a finger that has gone somewhere since. @type {{id: string, by: string, timer: ReturnType<typeof setTimeout>, slid: boolean} | null} */
let down = null;
/** A hold has just ended on the handle: the click that follows it is none. */
let spent = false;

/** @param {Ctx} ctx @param {string} id @param {unknown} label @param {() => unknown} inside what shows while it is held */
export function handle(ctx, id, label, inside) {
  const { cards } = ctx.ui;
  const open = cards.unfolded === id;
  const told = cards.holding === id || (open && cards.told);
  return html`<div class="hold"><button type="button" class="btn bare flush" data-hold=${id} aria-expanded=${open || told ? "true" : "false"}
      @pointerdown=${(/** @type {PointerEvent} */ event) => event.button === 0 && press(ctx, id, `pointer ${event.pointerId}`, event)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => key(ctx, id, event)}
      @contextmenu=${(/** @type {Event} */ event) => event.preventDefault()}
      @click=${() => (spent ? (spent = false) : unfold(ctx, id))}>${label}</button>
    ${told ? html`<div class="stack tight held" tabindex="-1">${inside()}</div>` : open ? folded(ctx, id) : nothing}</div>`;
}

/** @param {string} id @returns {HTMLElement | null} */
const handleOf = (id) => document.querySelector(`[data-hold="${CSS.escape(id)}"]`);

/** The same on every card. @param {Ctx} ctx @param {string} id */
function folded(ctx, id) {
  const tell = () => {
    ctx.ui.cards.told = true;
    ctx.draw();
    /** @type {HTMLElement | null} */ (handleOf(id)?.parentElement?.querySelector(".held") ?? null)?.focus({ preventScroll: true });
  };
  return html`<div class="stack tight"><p class="note">${t("Hold this down, by finger or with the space bar, to see whether it is yours and what you can do: slide to it and let go, or press Tab and Enter meanwhile.")}</p>
    <button type="button" class="btn" @click=${tell}>${t("I cannot hold it: show it until I fold it up")}</button></div>`;
}

/** @param {Ctx} ctx @param {string} id */
function unfold(ctx, id) {
  const { cards } = ctx.ui;
  Object.assign(cards, { unfolded: cards.unfolded === id ? "" : id, told: false });
  ctx.draw();
}

/** @param {Ctx} ctx @param {string} id @param {string} by @param {PointerEvent | null} [from] */
function press(ctx, id, by, from = null) {
  if (down) return;
  spent = false;
  down = { id, by, timer: setTimeout(() => show(ctx, id), HELD), slid: false };
  const listen = new AbortController();
  const on = { signal: listen.signal, capture: true };
  const end = (/** @type {PointerEvent | null} */ at) => (listen.abort(), release(ctx, at));
  const mine = (/** @type {PointerEvent} */ event) => by === `pointer ${event.pointerId}`;
  addEventListener("pointermove", (event) => {
    if (down && from && mine(event)) down.slid ||= Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > STILL;
  }, on);
  addEventListener("pointerup", (event) => mine(event) && end(event), on);
  addEventListener("pointercancel", (event) => mine(event) && end(null), on);
  addEventListener("blur", (event) => event.target === window && end(null), on);
  document.addEventListener("visibilitychange", () => end(null), on);
  // A key that is held down repeats itself, wherever the keyboard has gone meanwhile.
  addEventListener("keydown", (event) => by === event.key && quiet(event), on);
  addEventListener("keyup", (event) => by === event.key && (quiet(event), end(null)), on);
}

/** Nobody who holds it down can scroll to what lies below the edge. @param {Ctx} ctx @param {string} id */
function show(ctx, id) {
  ctx.ui.cards.holding = id;
  ctx.draw();
  handleOf(id)?.parentElement?.scrollIntoView({ block: "nearest" });
}

/** @param {Event} event */
function quiet(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** @param {Ctx} ctx @param {string} id @param {KeyboardEvent} event */
function key(ctx, id, event) {
  if (!KEYS.has(event.key) || event.repeat) return;
  event.preventDefault(); // else the key's release would be a click
  press(ctx, id, event.key);
}

/** Let go: over something that a finger slid to, that is done; never what has come to lie under one that held still. @param {Ctx} ctx @param {PointerEvent | null} at */
function release(ctx, at) {
  if (!down) return;
  const { id, by, timer, slid } = down;
  down = null;
  clearTimeout(timer);
  const { cards } = ctx.ui;
  if (cards.holding !== id) return KEYS.has(by) ? unfold(ctx, id) : undefined;
  const over = at && document.elementFromPoint(at.clientX, at.clientY);
  spent = Boolean(over?.closest("[data-hold]"));
  const act = slid && over?.closest(".held button");
  if (act instanceof HTMLElement && act.closest(".hold")?.querySelector("[data-hold]")?.getAttribute("data-hold") === id) act.click();
  const inside = document.activeElement?.closest(".held");
  cards.holding = "";
  ctx.draw();
  if (inside) handleOf(id)?.focus({ preventScroll: true });
}
