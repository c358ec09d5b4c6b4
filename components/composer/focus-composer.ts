/** The id of the box, for what puts something into it from elsewhere. */
export const COMPOSER_ID = 'composer'

/**
 * Puts the focus into the box, where the next act mostly is: on opening, and after an act whose own
 * button goes away. Not on a touch screen, where a keyboard that rises by itself hides half of the page.
 */
export function focusComposer(): void {
  if (window.matchMedia('(pointer: fine)').matches) document.getElementById(COMPOSER_ID)?.focus()
}
