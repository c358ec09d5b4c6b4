/**
 * Gives the focus to what takes the place of a control that goes by its own act, such as the way
 * back to a panel: once it is drawn.
 */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => find()?.focus())
}
