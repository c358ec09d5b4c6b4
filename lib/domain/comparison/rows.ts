import type { Message } from '../conversation'
import type { Segment } from './segments'

/** Segments of several columns that stand side by side. */
export interface Row {
  /** What all columns that have something here were asked: it is drawn once. Null where they differ. */
  shared: Message | null
  /** By the columns; null where a column was not asked. */
  cells: (Segment | null)[]
}

/** The rows in which a column was asked, as it alone has them. */
export function rowsOfColumn<R extends Row>(rows: readonly R[], column: number): R[] {
  return rows.flatMap((row) => {
    const cell = row.cells[column] ?? null
    return cell === null ? [] : { ...row, shared: null, cells: [cell] }
  })
}

/** Two questions are the same when they say the same, whatever their ids. */
function textOf({ question }: Segment): string {
  return question === null ? '' : JSON.stringify([question.role, question.content])
}

/**
 * Brings the segments of columns side by side: the same questions stand in one row, in the order that
 * all columns have in common; between them what differs is paired in order (an edited question stands
 * beside what it was), and what one column has more stands alone.
 */
export function alignColumns(columns: readonly (readonly Segment[])[]): Row[] {
  let rows: (Segment | null)[][] = []
  for (const [column, segments] of columns.entries()) rows = merge(rows, segments, column)
  return rows.map((found) => {
    const cells = columns.map((_, column) => found[column] ?? null)
    const asked = cells.filter((cell) => cell !== null)
    const [first] = asked
    const isShared = asked.length > 1 && new Set(asked.map(textOf)).size === 1
    return {
      shared: isShared ? (first?.question ?? null) : null,
      cells,
    }
  })
}

function merge(
  rows: readonly (Segment | null)[][],
  segments: readonly Segment[],
  column: number,
): (Segment | null)[][] {
  const merged: (Segment | null)[][] = []
  const put = (row: readonly (Segment | null)[] | undefined, segment: Segment | undefined) => {
    const cells = [...(row ?? [])]
    if (segment !== undefined) cells[column] = segment
    merged.push(cells)
  }
  let [atRow, atSegment] = [0, 0]
  const end: Anchor = [rows.length, segments.length]
  for (const [row, segment] of [...anchorsOf(rows, segments), end]) {
    // What lies between two places where both say the same.
    for (; atRow < row || atSegment < segment; ) {
      put(
        atRow < row ? rows[atRow++] : undefined,
        atSegment < segment ? segments[atSegment++] : undefined,
      )
    }
    if (row < rows.length) put(rows[atRow++], segments[atSegment++])
  }
  return merged
}

type Anchor = [row: number, segment: number]

/** The longest order that rows and segments have in common: pairs of indexes. */
function anchorsOf(rows: readonly (Segment | null)[][], segments: readonly Segment[]): Anchor[] {
  const texts = rows.map(
    (row) => new Set(row.flatMap((cell) => (cell == null ? [] : textOf(cell)))),
  )
  const wanted = segments.map(textOf)
  const lengths = [...rows, null].map(() => new Array<number>(segments.length + 1).fill(0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = rows.length - 1; i >= 0; i--) {
    const line = lengths[i]
    if (line === undefined) continue
    for (let j = segments.length - 1; j >= 0; j--) {
      const isSame = texts[i]?.has(wanted[j] ?? '') === true
      line[j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const anchors: Anchor[] = []
  for (let [i, j] = [0, 0]; i < rows.length && j < segments.length; ) {
    if (texts[i]?.has(wanted[j] ?? '') === true) anchors.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return anchors
}
