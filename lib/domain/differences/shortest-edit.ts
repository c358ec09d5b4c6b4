/** In two lists: so many of the first are gone, so many of the second are new, then so many are in both. */
export interface Step {
  removed: number
  added: number
  same: number
}

/** How far along the first list each diagonal has come after so many changes; every second diagonal. */
interface Row {
  least: number
  reached: Int32Array
}

/**
 * The fewest changes that make one list into the other (Myers, An O(ND) Difference Algorithm and Its
 * Variations, Algorithmica 1, 1986), in steps of one change; null where it takes more than `most`. By
 * numbers and flat rows: thousands of changes take a tenth of the time that `diff` needs.
 */
export function shortestEdit(a: Int32Array, b: Int32Array, most: number): Step[] | null {
  const rows: Row[] = []
  for (let changes = 0; changes <= most; changes += 1) {
    const row = nextRow(a, b, changes, rows.at(-1))
    rows.push(row)
    if (reachedBy(row, a.length - b.length) >= a.length) return walkBack(rows, a.length, b.length)
  }
  return null
}

function nextRow(a: Int32Array, b: Int32Array, changes: number, last: Row | undefined): Row {
  // Diagonals beyond the last item of either list lead nowhere.
  const least = -(changes - 2 * Math.max(0, changes - b.length))
  const most = changes - 2 * Math.max(0, changes - a.length)
  const reached = new Int32Array(((most - least) >> 1) + 1)
  for (let diagonal = least; diagonal <= most; diagonal += 2) {
    let x = last === undefined ? 0 : startOf(last, diagonal, changes)
    let y = x - diagonal
    while (x < a.length && y < b.length && a[x] === b[y]) {
      x += 1
      y += 1
    }
    reached[(diagonal - least) >> 1] = x
  }
  return { least, reached }
}

/** A diagonal goes on from the neighbour that has come farther: from above by an item of the second list. */
function isFromAbove(last: Row, diagonal: number, changes: number): boolean {
  return (
    diagonal === -changes ||
    (diagonal !== changes && reachedBy(last, diagonal - 1) < reachedBy(last, diagonal + 1))
  )
}

function startOf(last: Row, diagonal: number, changes: number): number {
  return isFromAbove(last, diagonal, changes)
    ? reachedBy(last, diagonal + 1)
    : reachedBy(last, diagonal - 1) + 1
}

function reachedBy({ least, reached }: Row, diagonal: number): number {
  return reached[(diagonal - least) >> 1] ?? -1
}

function walkBack(rows: readonly Row[], length: number, otherLength: number): Step[] {
  const steps: Step[] = []
  let x = length
  let diagonal = length - otherLength
  for (let changes = rows.length - 1; changes > 0; changes -= 1) {
    const last = rows[changes - 1]
    if (last === undefined) break
    const [removed, added] = isFromAbove(last, diagonal, changes) ? [0, 1] : [1, 0]
    const start = startOf(last, diagonal, changes)
    steps.push({ removed, added, same: x - start })
    x = start - removed
    diagonal += added - removed
  }
  steps.push({ removed: 0, added: 0, same: x })
  return steps.reverse()
}
