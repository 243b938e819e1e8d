// What client_static/vendor/lit.js exports. The same text becomes its lit.d.ts, so code and types cannot part.
export { html, svg, render, nothing } from "lit-html";
export { keyed } from "lit-html/directives/keyed.js";
export { live } from "lit-html/directives/live.js";
export { repeat } from "lit-html/directives/repeat.js";
// Only parts/body.js may use it: for the one text the server has rendered and sanitised.
export { unsafeHTML } from "lit-html/directives/unsafe-html.js";
export type { TemplateResult, SVGTemplateResult, RootPart } from "lit-html";
