/** A cell, counted from 0. */
export interface Place {
  row: number
  column: number
}

/** How far each key leads; a page is as many rows as are in view. */
const MOVES: Readonly<Record<string, (at: Place, page: number, last: Place) => Place>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  PageDown: ({ row, column }, page) => ({ row: row + page, column }),
  PageUp: ({ row, column }, page) => ({ row: row - page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, _page, last) => ({ row, column: last.column }),
  'Ctrl+Home': () => ({ row: 0, column: 0 }),
  'Ctrl+End': (_at, _page, last) => last,
}

/** The cell that a key leads to; null for a key that leads nowhere. */
export function placeByKey(
  key: string,
  from: Place,
  { page, last }: { page: number; last: Place },
): Place | null {
  const wanted = MOVES[key]?.(from, page, last)
  if (wanted === undefined) return null
  return {
    row: Math.min(last.row, Math.max(0, wanted.row)),
    column: Math.min(last.column, Math.max(0, wanted.column)),
  }
}
