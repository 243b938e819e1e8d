// @ts-check
/** "Rather not with ...": a private list. It lies folded, and its summary says nothing about what is in it. */

import { html, live, nothing, repeat } from "../../vendor/lit.js";
import { button } from "../../parts/button.js";
import { icon } from "../../parts/icon.js";
import { count, t } from "../../words.js";
import { kept } from "./kept.js";

/** @typedef {import("../../panel/context.js").Ctx} Ctx */
/** @typedef {import("../../protocol.js").PairsSeat} Mine */
/** @typedef {import("../../protocol.js").PersonHere} PersonHere */

const MANY = 12; // names that are shown at once

/** @param {Ctx} ctx @param {Mine} mine */
export function wishes(ctx, mine) {
  const others = ctx.people.people.filter(({ seat }) => seat !== ctx.own);
  if (!others.length) return nothing;
  return html`<details data-keep="wishes"><summary>${icon("lock")}${t("Somebody I would rather not be with")}</summary>
    <div class="stack close"><p class="note">${t("Nobody is shown this, not even whoever leads.")}</p>
      ${others.length > MANY ? search(ctx) : nothing}${names(ctx, mine, others)}${keep(ctx, mine)}</div></details>`;
}

/** @param {Mine} mine */
const chosen = (mine) => kept.wishes ?? new Set(mine.not_with);

/** @param {Ctx} ctx */
function search(ctx) {
  const input = (/** @type {any} */ event) => ((kept.search = event.target.value), ctx.draw());
  return html`<div class="field"><label for="wish">${t("Look for a name")}</label>
    <input class="in" id="wish" type="search" autocomplete="off" spellcheck="false" .value=${live(kept.search)} @input=${input}></div>`;
}

/** @param {Ctx} ctx @param {Mine} mine @param {PersonHere[]} others */
function names(ctx, mine, others) {
  const wanted = chosen(mine);
  let room = MANY;
  const shown = others.filter(({ seat, name }) => wanted.has(seat) || (matches(name) && room-- > 0));
  const rest = Math.max(0, -room);
  return html`<div class="pick" role="group" aria-label=${t("Rather not with")}>${repeat(shown, ({ seat }) => seat, ({ seat, name }) => html`<label>
      <input type="checkbox" .checked=${live(wanted.has(seat))} @change=${() => turn(ctx, mine, seat)}><span dir="auto">${name}</span></label>`)}</div>
    ${rest ? html`<p class="meta">${count(rest, "One more; look for the name.", "{n} more; look for a name.")}</p>` : nothing}`;
}

/** @param {string} name */
const matches = (name) => name.toLocaleLowerCase().includes(kept.search.trim().toLocaleLowerCase());

/** @param {Ctx} ctx @param {Mine} mine @param {string} seat */
function turn(ctx, mine, seat) {
  const wanted = new Set(chosen(mine));
  if (!wanted.delete(seat)) wanted.add(seat);
  kept.wishes = wanted;
  ctx.draw();
}

/** @param {Ctx} ctx @param {Mine} mine */
function keep(ctx, mine) {
  const wanted = chosen(mine);
  const same = wanted.size === mine.not_with.length && mine.not_with.every((seat) => wanted.has(seat));
  if (same) return html`<p class="own ${wanted.size ? "kept" : ""}">${wanted.size ? html`${icon("check", "sm")}${t("Kept")}` : t("Nobody is chosen.")}</p>`;
  // Somebody may have left since; what was kept about them before stays, for when they come again.
  const here = new Set([...ctx.people.people.map(({ seat }) => seat), ...mine.not_with]);
  const run = async () => {
    const seats = [...wanted].filter((seat) => here.has(seat));
    const answer = await ctx.ask("not_with", "not_with", { step: ctx.head.step, seats });
    if (answer?.ok) ctx.say(t("Kept."));
  };
  return button(ctx, "not_with", { label: t("Keep it"), look: "wide", run });
}
