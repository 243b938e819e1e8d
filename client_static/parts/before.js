// @ts-check
/** Before the start: the ring fills, and whoever leads opens the circle. */

import { html, nothing } from "../vendor/lit.js";
import { spokenCode } from "../keys.js";
import { count, t } from "../words.js";
import { leadName } from "../panel/context.js";
import { button } from "./button.js";
import { copy } from "./desk.js";
import { icon } from "./icon.js";
import { people } from "./people.js";
import { ring } from "./ring.js";

/** @typedef {import("../panel/context.js").Ctx} Ctx */

/** @param {Ctx} ctx @param {string} link to join */
export function before(ctx, link) {
  const places = ctx.people.people.map(({ seat, name, line }) => ({
    seat, name, looks: [line === "lost" ? "gone" : ""], said: line === "lost" ? t("line lost") : undefined,
  }));
  const words = ctx.leads ? t("You open when you like.") : t("We open when {name} says so.", { name: leadName(ctx, t("whoever leads")) });
  return html`
    ${ring(places, ctx.own, html`<h1 class="voice">${words}</h1><p class="meta">${count(ctx.here, "1 is here", "{n} are here")}</p>`)}
    ${ctx.leads ? button(ctx, "start", { label: t("Open the circle"), end: "next", look: "go wide", run: () => ctx.ask("start", "start") }) : nothing}
    ${ctx.peers ? share(ctx, link) : nothing}
    <section class="stack tight"><h2>${t("Who is here")}</h2>${people(ctx.people, ctx.own)}</section>`;
}

/** Among peers everyone may bring somebody along. @param {Ctx} ctx @param {string} link */
function share(ctx, link) {
  const { code } = ctx;
  return html`<section class="sheet share" aria-label=${t("Ways in")}>
    <div class="qr"><img src="/j/${code}/qr.svg${link.replace(/^[^#]*#?/, "?")}" width="200" height="200" alt=${t("QR code that opens the link to join")}></div>
    <div class="stack">
    <div><p class="kicker">${t("Spoken code")}</p><p class="spoken long num" translate="no">${spokenCode(code)}</p></div>
    <div class="stack tight"><label class="kicker" for="link">${t("Link")}</label><div class="linkbox"><input class="in" id="link" readonly .value=${link}>
      <button type="button" class="btn" @click=${() => copy(ctx, link, "link")}>${icon("copy")}${t("Copy")}</button></div></div>
  </div></section>`;
}
