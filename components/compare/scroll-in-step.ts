/** What scrolls in itself, as elements do. */
export interface Scroller {
  scrollTop: number
  readonly clientHeight: number
  readonly scrollHeight: number
}

/**
 * Scrolls the cells of a row to where one of them was scrolled. One that is at its end has been taken there
 * by a longer one, and says so in an event of its own: that does not pull the longer one back.
 */
export function scrollInStep(cell: Scroller, others: readonly Scroller[]): void {
  // Heights are whole numbers, and where something is scrolled to is not.
  const isAtEnd = cell.scrollTop + cell.clientHeight >= cell.scrollHeight - 1
  for (const other of others) {
    if (isAtEnd && other.scrollTop > cell.scrollTop) continue
    other.scrollTop = cell.scrollTop
  }
}
