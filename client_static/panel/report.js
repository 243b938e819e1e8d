// @ts-check
/** The group's page as a file. The key goes in a header: an address with a key in it would be kept by browsers and proxies. */

/** @param {"md" | "html"} format @param {string} key @param {string} title @returns {Promise<void>} Throws when it cannot be had. */
export async function saveReport(format, key, title) {
  const answer = await fetch(`/api/report?format=${format}`, { headers: { Authorization: `Bearer ${key}` }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `${title.replace(/[^\p{L}\p{N} _-]/gu, "").trim() || "Talking Piece"}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
