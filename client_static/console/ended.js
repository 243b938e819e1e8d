// @ts-check
// After the end: the report to take along. It is fetched with the key in a header, so that no address opens it.
import { html, nothing } from "../vendor/lit.js";
import { icon } from "../parts/icon.js";
import { t } from "../words.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Desk} desk @param {"md" | "html"} form */
async function download(desk, form) {
  desk.unfold("report-no", false);
  const answer = await fetch(`/api/report?format=${form}`, {
    credentials: "omit",
    cache: "no-store",
    headers: { authorization: `Bearer ${desk.place.key}` },
  }).catch(() => null);
  if (!answer?.ok) {
    desk.unfold("report-no", true);
    desk.say(t("The report could not be had just now. Try again in a moment."));
    return;
  }
  save(await answer.blob(), `${desk.header.title || desk.header.module}.${form}`);
  desk.say(t("The report is with your downloads."));
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name.replace(/[\\/:*?"<>|]/g, " ") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param {Desk} desk */
export function ended(desk) {
  const kept = desk.header.keep_cards ? t("It holds the words of cards, without names, as the group has chosen.") : t("It holds no words of cards.");
  return html`<div class="stack tight"><h2 class="voice big">${t("The circle is closed.")}</h2>
      <p class="note">${t("The report holds what was agreed and what was opened to all.")} ${kept}</p></div>
    <section class="sheet stack close"><h3>${t("The report")}</h3>
      <div class="row"><button class="btn go" @click=${() => download(desk, "md")}>${icon("download")}${t("Download as Markdown")}</button>
        <button class="btn" @click=${() => download(desk, "html")}>${icon("download")}${t("As a page")}</button></div>
      ${desk.unfolded("report-no") ? html`<p class="err">${t("The report could not be had just now. Try again in a moment.")}</p>` : nothing}
      <p class="meta">${t("Keep it as you would keep what people told you.")}</p></section>`;
}
