// @ts-check
/** Screens outside the circle: coming in, the door, and places that are open elsewhere. */

import { html, live, nothing } from "../vendor/lit.js";
import { t } from "../words.js";
import { plainBar } from "../parts/bar.js";
import { icon, stone } from "../parts/icon.js";

/** @typedef {{code: string, name: string, codeFault: string, nameFault: string, ask: boolean, busy: boolean}} Join `ask`: the code is asked for */

/** @param {unknown} inside @param {string} title @param {unknown} [net] */
function frame(inside, title, net = nothing) {
  return html`<header class="top">${net}${plainBar(title)}</header><main tabindex="-1">${inside}</main>`;
}

/** @param {Join} join @param {{go: () => void, change: (change: Partial<Join>) => void}} on @param {unknown} net */
export function joinScreen(join, on, net) {
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), on.go());
  return frame(html`<div class="stack loose">
    <div class="stack tight">
      <h1 class="voice big">${join.ask ? t("Come in with the spoken code.") : t("There is a place for you in the circle.")}</h1>
      ${join.ask ? html`<p class="note">${t("Read out by whoever leads today.")}</p>` : nothing}
    </div>
    <form class="stack" novalidate @submit=${submit}>
      ${join.ask ? codeField(join, on) : nothing}
      <div class="field"><label for="name">${t("What shall we call you?")}</label>
        <input class="in" id="name" autocomplete="nickname" maxlength="40" .value=${live(join.name)}
          aria-invalid=${join.nameFault ? "true" : nothing} aria-describedby=${join.nameFault ? "name-fault" : nothing}
          @input=${(/** @type {any} */ event) => on.change({ name: event.target.value, nameFault: "" })}>
        ${fault("name-fault", join.nameFault)}</div>
      <button class="btn go wide" aria-busy=${join.busy ? "true" : nothing}>${join.busy ? t("Sending…") : t("Take my place")}</button>
    </form>
    <p class="note">${t("No account, no cookies. The others see your name, nothing else about you.")}</p>
    ${join.ask ? nothing : html`<hr class="rule"><button type="button" class="btn bare flush" @click=${() => on.change({ ask: true })}>${t("I was told a code instead")}</button>`}
  </div>`, "Talking Piece", net);
}

/** @param {Join} join @param {{change: (change: Partial<Join>) => void}} on */
function codeField(join, on) {
  return html`<div class="field"><label for="code">${t("Code")}</label>
    <input class="in code" id="code" autocomplete="off" autocapitalize="characters" spellcheck="false" .value=${live(join.code)}
      aria-invalid=${join.codeFault ? "true" : nothing} aria-describedby=${join.codeFault ? "code-fault" : nothing}
      @input=${(/** @type {any} */ event) => on.change({ code: event.target.value, codeFault: "" })}>
    ${fault("code-fault", join.codeFault)}</div>`;
}

/** @param {string} id @param {string} words */
export function fault(id, words) {
  return words ? html`<p class="err" id=${id}>${icon("info")}<span>${words}</span></p>` : nothing;
}

/** @param {string} name @param {() => void} leave @param {unknown} net */
export function doorScreen(name, leave, net) {
  return frame(html`<div class="stack loose">
    <div class="row keep top">${stone(true)}<h1 class="voice big">${t("You are at the door. Whoever leads sees that you are here.")}</h1></div>
    <p class="note">${t("The circle has begun, so newcomers wait for a moment. You are shown as {name}.", { name })}</p>
    <p class="note">${t("Nothing more is asked of you. This page opens by itself.")}</p>
    <hr class="rule">
    <button type="button" class="btn bare flush" @click=${leave}>${t("Not now, leave the door")}</button>
  </div>`, "Talking Piece", net);
}

/** @param {unknown} net */
export function openingScreen(net) {
  return frame(html`<div class="row keep top">${stone(true)}<h1 class="voice">${t("Your place is kept. The line is opening.")}</h1></div>`, "Talking Piece", net);
}

/** A place that is not on this screen: what is so, and the one way back. @param {string} what @param {string} why @param {{label: string, run: () => void}} back @param {string} title */
export function apart(what, why, back, title) {
  return frame(html`<div class="stack loose"><h1 class="voice big">${what}</h1><p class="note">${why}</p>
    <button type="button" class="btn go wide" @click=${back.run}>${back.label}</button></div>`, title || "Talking Piece");
}

export const elsewhere = (/** @type {() => void} */ back, /** @type {string} */ title) =>
  apart(t("Your place is open in another window now."), t("One place has one screen, so that nothing is said twice. What you wrote here stays here."), { label: t("Take it back here"), run: back }, title);

export const left = (/** @type {() => void} */ back, /** @type {string} */ title) =>
  apart(t("You have left the circle."), t("Your place is kept as long as the circle is open."), { label: t("Come back"), run: back }, title);

export const declined = (/** @type {() => void} */ again) =>
  apart(t("The door stays closed for now."), t("Whoever leads has seen your knock. If you think you should be inside, write to them on the call."), { label: t("Knock once more"), run: again }, "");
