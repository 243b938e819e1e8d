// @ts-check
/** Whether the keys that this panel is shown are everybody's. As long as that is in doubt, nothing leaves it. */

import { b64 } from "./acts.js";
import { Untrue } from "./purse.js";
import { fitsLink } from "./tokens.js";

const UNTRUE = "A key came that is not everybody’s. Nothing more leaves this panel. Please say so aloud.";
const OTHER_LINK = "The keys of this circle are not those of your link. Nothing leaves this panel until the four words, read aloud, are the ones you see.";
const OTHER_ROOT = "The keys of this circle have changed. Nothing leaves this panel until the four words, read aloud, are the ones you see.";

export class Trust {
  root = new Uint8Array();
  /** What the link says, or "". */
  k = "";
  /** The root that was taken for the circle's, in base64url; and the one whose words agreed. */
  known = "";
  agreed = "";
  /** Why it is over, or "". */
  fault = "";

  /** @returns {"link" | "words" | "no"} */
  get checked() {
    if (this.k && fitsLink(this.root, this.k)) return "link";
    return this.agreed && this.agreed === b64(this.root) ? "words" : "no";
  }

  /** What speaks against this root, or "". */
  get doubt() {
    if (this.checked !== "no") return "";
    if (this.known && this.known !== b64(this.root)) return OTHER_ROOT;
    return this.k || this.root.length !== 32 ? OTHER_LINK : "";
  }

  get why() {
    return this.fault || this.doubt;
  }

  /** Would it help that the words agree? */
  get agreeable() {
    return Boolean(this.doubt && !this.fault && this.root.length === 32);
  }

  /** Take the root for the circle's, if nothing speaks against it. */
  settle() {
    if (!this.doubt) this.known = b64(this.root);
  }

  /** The person says that the words agreed. */
  agree() {
    if (this.root.length === 32) this.agreed = b64(this.root);
    this.settle();
  }

  /** One false key ends it: a panel that went on could be told from the others. @param {() => void} act */
  while(act) {
    try {
      if (!this.why) act();
    } catch (why) {
      if (!(why instanceof Untrue)) throw why;
      this.fault = UNTRUE;
    }
  }
}
