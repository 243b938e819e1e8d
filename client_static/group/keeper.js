// @ts-check
/**
 * The keeper's key: comes in the fragment, leaves the address bar at once, and stays where this window forgets last.
 * Every storage may throw.
 */

import { tried } from "../keys.js";

const KEY = /^[\w.~-]{16,200}$/;

/**
 * @param {{id: string, window: Pick<Window, "location" | "history"> & {readonly sessionStorage: Storage}}} given
 * @returns {{key: string, fresh: boolean, survives: boolean}} `key`: "" when there is none; `fresh`: the group has just been made
 */
export function openKeeper({ id, window: at }) {
  const slot = `tp:g:${id}`;
  const given = new URLSearchParams(at.location.hash.replace(/^#/, ""));
  const state = tried(() => at.history.state?.tpGroup);
  const found = [given.get("k"), state?.id === id ? state?.key : null, tried(() => at.sessionStorage.getItem(slot))];
  const key = found.find((one) => typeof one === "string" && KEY.test(one)) ?? "";
  if (!key) return { key, fresh: false, survives: false };
  const inHistory = tried(() => (at.history.replaceState({ ...at.history.state, tpGroup: { id, key } }, "", `/g/${id}`), true));
  const inStorage = tried(() => (at.sessionStorage.setItem(slot, key), true));
  return { key, fresh: given.has("new"), survives: Boolean(inHistory || inStorage) };
}
