/** The id of the box, for what puts something into it from elsewhere. */
export const COMPOSER_ID = 'composer'

/**
 * Puts the focus into the box, where the next act mostly is: on opening, and after an act whose own
 * button goes away. Not on a touch screen, where a keyboard that rises by itself hides half of the page.
 */
export function focusComposer(): void {
  boxToFocus()?.focus()
}

/** What {@link focusComposer} would focus, for a menu that moves the focus itself. */
export function boxToFocus(): HTMLElement | null {
  return window.matchMedia('(pointer: fine)').matches ? document.getElementById(COMPOSER_ID) : null
}
