import type { ChangeObject } from 'diff'

/** A run of lines of a difference; `lines` null: so many unchanged ones, not shown. */
export interface Piece {
  /** Which line of the whole it begins at. */
  at: number
  kind: 'added' | 'removed' | 'same'
  count: number
  lines: string[] | null
}

/** Unchanged lines that stay on each side of a change. */
const AROUND = 3

/** A difference with its long unchanged parts folded. */
export function foldUnchanged(changes: readonly ChangeObject<string>[]): Piece[] {
  let at = 0
  return changes.flatMap(({ value, added, removed }, index) => {
    const lines = value.replace(/\n$/, '').split('\n')
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    const start = at
    at += lines.length
    const piece = (from: number, to: number, isShown: boolean): Piece => ({
      ...{ at: start + from, kind, count: to - from },
      lines: isShown ? lines.slice(from, to) : null,
    })
    const head = index === 0 ? 0 : AROUND
    const tail = index === changes.length - 1 ? 0 : AROUND
    if (kind !== 'same' || lines.length <= head + tail + 1) return [piece(0, lines.length, true)]
    const end = lines.length - tail
    return [piece(0, head, true), piece(head, end, false), piece(end, lines.length, true)].filter(
      ({ count }) => count > 0,
    )
  })
}
