// @ts-check
// Six moves around a concern, each with one line to say aloud. They are the leader's own to change; nothing is ticked off.
import { html } from "../../vendor/lit.js";
import { t } from "../../words.js";

/** @typedef {Pick<import("../../protocol.js").OpenCard, "weight">} Card */

/** @param {Card} card @param {boolean} shown everyone sees it @returns {[string, string][]} */
function moves(card, shown) {
  const stop = card.weight === "stop";
  const aloud = shown ? t("“Thank you for this card. I read it as it is written.”") : t("“A card has reached me. Thank you. Its words stay with me for now.”");
  return [
    [t("Acknowledge"), stop ? t("“Somebody asks us to stop. Thank you. We stop here.”") : aloud],
    [t("Normalise"), t("“If this touched one of us, it has likely touched more.”")],
    [t("Invite"), t("“Would anyone like to add something? What would help now?”")],
    [t("Protect"), t("“We do not look for who wrote it. We look at what it says.”")],
    [t("Decide"), t("“Do we take this up now, after this step, or at a time we set?”")],
    [t("Close the loop"), t("“This is what we do about it. I write it on the card.”")],
  ];
}

/** @param {Card} card @param {boolean} shown everyone sees it */
export function sixMoves(card, shown) {
  return html`<section class="stack tight" aria-labelledby="moves"><h3 class="kicker" id="moves">${t("To say aloud, in your own words")}</h3>
    <ol class="moves">${moves(card, shown).map(([name, words]) => html`<li><b>${name}</b><span class="voice small">${words}</span></li>`)}</ol>
    <p class="note">${t("Somebody asks “Who wrote this?”: “We agreed not to look for that. What does the card ask of us?”")}</p></section>`;
}
