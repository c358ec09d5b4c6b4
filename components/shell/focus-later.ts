/**
 * Gives the focus to what takes the place of a control that goes by its own act, such as the way
 * back to a panel: once it is drawn. A dialog whose focus goes takes it to itself in the first
 * frame, so this is done in the second.
 */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()))
}
