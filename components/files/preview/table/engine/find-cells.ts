import type { TableData } from './table-data'

/** A cell that holds what is looked for; its row is that of the file. */
export interface FoundCell {
  row: number
  column: number
}

/**
 * The cells that a text stands in, whatever its case, in the order of the file. Rows are looked through
 * many at once, and read one by one only where it stands in them as they are written. It yields nothing
 * where it found nothing for a while.
 */
export function* findCells(
  table: Pick<TableData, 'rows' | 'row' | 'written'>,
  query: string,
): Generator<FoundCell | undefined> {
  const wanted = query.toLowerCase()
  // A quote is written twice.
  const mayBeWritten = (text: string) => wanted.includes('"') || has(text, wanted)
  for (let first = 0; first < table.rows; ) {
    const { text, end } = table.written(first)
    if (mayBeWritten(text)) {
      for (let row = first; row < end; row++) {
        for (const [column, field] of table.row(row).entries()) {
          if (has(field, wanted)) yield { row, column }
        }
      }
    }
    first = end
    yield
  }
}

const has = (text: string, wanted: string) => text.toLowerCase().includes(wanted)
