// What client_static/vendor/lit.js exports. The same text becomes its lit.d.ts, so code and types cannot part.
export { html, svg, render, nothing, noChange } from "lit-html";
export { classMap } from "lit-html/directives/class-map.js";
export { guard } from "lit-html/directives/guard.js";
export { ifDefined } from "lit-html/directives/if-defined.js";
export { keyed } from "lit-html/directives/keyed.js";
export { live } from "lit-html/directives/live.js";
export { createRef, ref } from "lit-html/directives/ref.js";
export { repeat } from "lit-html/directives/repeat.js";
// Only parts/body.js may use it: for the one text the server has rendered and sanitised.
export { unsafeHTML } from "lit-html/directives/unsafe-html.js";
export type { TemplateResult, SVGTemplateResult, RootPart } from "lit-html";
export type { Ref } from "lit-html/directives/ref.js";
