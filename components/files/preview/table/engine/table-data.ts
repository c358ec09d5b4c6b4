import { type DecimalMark, decimalMarkOf } from '@/lib/domain/files/table/decimal-mark'
import { ByteStore } from './byte-store'
import { ColumnCount, type ColumnFacts, type Room, roomFor, trimmed } from './column-count'
import { RowIndex } from './row-index'
import { splitRow } from './split-row'

/** A row longer than this is read up to here, bytes: one with a quote that never ends is the whole file. */
const LONGEST_ROW = 1_000_000
/** Rows are looked through so many bytes at once. */
const ROWS_BYTES = 65_536
const TRIED_ROWS = 100
const ROWS_PER_LOOK = 200

/** A quote that never ends, or one that closes a field and has text behind it. */
export interface BrokenQuotes {
  kind: 'open' | 'stray'
  row: number
}

/** A table in memory, as UTF-8: its rows are parsed when they are asked for. */
export class TableData {
  readonly #delimiter: string
  readonly #bytes: ByteStore
  readonly #index: RowIndex
  readonly #decoder = new TextDecoder()
  readonly #counts: ColumnCount[] = []
  #room: Room | null = null
  #decimal: DecimalMark | null = null
  #counted = 0

  constructor(delimiter: string, expectedBytes = 0) {
    this.#delimiter = delimiter
    this.#bytes = new ByteStore(expectedBytes)
    this.#index = new RowIndex(delimiter)
  }

  append(piece: Uint8Array): void {
    this.#bytes.append(piece)
    this.#index.take(piece)
  }

  end(): void {
    this.#index.end()
  }

  /** The header not counted. */
  get rows(): number {
    return Math.max(0, this.#index.rows - 1)
  }

  get columns(): number {
    return this.#index.columns
  }

  /** Where the quotes are broken, the row from 0; null where they are not. */
  get broken(): BrokenQuotes | null {
    const { strayRow, isOpen, rows } = this.#index
    if (strayRow !== null) return { kind: 'stray', row: Math.max(0, strayRow - 1) }
    return isOpen ? { kind: 'open', row: Math.max(0, rows - 2) } : null
  }

  /** What stands before the decimals, as the first rows tell once it is wanted. */
  get decimal(): DecimalMark {
    this.#decimal ??= decimalMarkOf(
      this.rowsFrom(0).rows.flatMap((fields) => fields.map(trimmed)),
      this.#delimiter,
    ).decimal
    return this.#decimal
  }

  get header(): string[] {
    return this.#read(0)
  }

  /** A row's fields, from 0; none for one that is not there. */
  row(row: number): string[] {
    return this.#read(row + 1)
  }

  /** Some rows from one on, as they are written, and the first that is not among them. */
  written(first: number): { text: string; end: number } {
    const start = this.#index.bounds(first + 1)?.start ?? 0
    let end = first + 1
    while (end < this.rows && (this.#index.bounds(end + 1)?.end ?? 0) - start < ROWS_BYTES) end += 1
    const last = this.#index.bounds(end)?.end ?? start
    const bytes = this.#bytes.slice(start, Math.min(last, start + LONGEST_ROW))
    return { text: this.#decoder.decode(bytes), end }
  }

  /** The fields of some rows from one on, and the first that is not among them: one by one takes five times as long. */
  rowsFrom(first: number): { rows: string[][]; end: number } {
    const { text, end } = this.written(first)
    const start = this.#index.bounds(first + 1)?.start ?? 0
    const last = this.#index.bounds(end)?.end ?? start
    // Where each character is one byte, rows stand in the text where they stand in the file.
    const isAligned = text.length === last - start
    const rows = Array.from({ length: end - first }, (_, at) => {
      const bounds = this.#index.bounds(first + at + 1)
      if (!isAligned || bounds === null) return this.row(first + at)
      return this.#split(text.slice(bounds.start - start, bounds.end - start))
    })
    return { rows, end }
  }

  /** How many rows the columns were counted of. */
  get counted(): number {
    return this.#counted
  }

  /** Goes on counting the values of the columns for about `ms`; true when all are counted. */
  count(ms: number): boolean {
    const end = performance.now() + ms
    this.#room ??= roomFor(this.columns)
    while (this.#counted < this.rows && performance.now() < end) {
      const until = Math.min(this.rows, this.#counted + Math.ceil(ROWS_PER_LOOK / this.columns))
      for (; this.#counted < until; this.#counted++)
        this.#countRow(this.row(this.#counted), this.#room)
    }
    return this.#counted >= this.rows
  }

  facts(column: number): ColumnFacts {
    const room = this.#room ?? roomFor(this.columns)
    // Nothing is counted yet, and perhaps too little there to tell the mark by.
    return (this.#counts[column] ?? new ColumnCount(room, '.')).facts()
  }

  /** The characters of each column's widest field, in the header and the first rows. */
  widths(): number[] {
    const widths = Array.from({ length: this.columns }, () => 0)
    for (let row = 0; row <= Math.min(TRIED_ROWS, this.rows); row++) {
      for (const [column, field] of this.#read(row).entries()) {
        const width = widthOf(field) + (row === 0 ? HEAD_EXTRA : 0)
        widths[column] = Math.max(widths[column] ?? 0, width)
      }
    }
    return widths
  }

  #countRow(fields: readonly string[], room: Room): void {
    for (let column = 0; column < this.columns; column++) {
      const count = this.#counts[column] ?? new ColumnCount(room, this.decimal)
      this.#counts[column] = count
      count.add(fields[column] ?? '')
    }
  }

  /** The header is the row 0. */
  #read(row: number): string[] {
    const bounds = this.#index.bounds(row)
    if (bounds === null) return []
    const { start, end } = bounds
    const bytes = this.#bytes.slice(start, Math.min(end, start + LONGEST_ROW))
    return this.#split(this.#decoder.decode(bytes))
  }

  #split(written: string): string[] {
    return splitRow(written.replace(/[\r\n]+$/, ''), this.#delimiter)
  }
}

const MOST_CHARACTERS = 60
/** A name stands in bold, before two marks. */
const HEAD_EXTRA = 5

/** In letters of the Latin script; others are as wide as two. */
function widthOf(field: string): number {
  const shown = field.slice(0, MOST_CHARACTERS)
  return shown.length + shown.replaceAll(/[\0-\u10ff]/g, '').length
}
