/**
 * Moves focus from a row that is about to go to the one that takes its place: the next in the list,
 * else the one before it.
 */
export function focusNeighbour(link: HTMLElement): void {
  const rows = [...(link.closest('nav')?.querySelectorAll<HTMLElement>('li a') ?? [])]
  const at = rows.indexOf(link)
  const neighbour = rows[at + 1] ?? rows[at - 1]
  // Later than the menu that may be closing, which gives focus back to its own trigger.
  setTimeout(() => neighbour?.focus())
}
