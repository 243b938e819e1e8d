// @ts-check
/** The second tap of a double tap asks for nothing. @param {Event} event */
export function isSecondTap(event) {
  return event instanceof MouseEvent && event.detail > 1;
}
