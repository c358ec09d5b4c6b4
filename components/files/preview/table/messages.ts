import type { ColumnFacts } from './engine/column-count'
import type { Sort } from './engine/sort-rows'
import type { BrokenQuotes } from './engine/table-data'
import type { Place } from './grid-keys'

/** Where a table's text is, and how it is to be read. */
export interface TableSource {
  url: string
  encoding: string
  /** Null where it is found in the text. */
  delimiter: string | null
  sizeBytes: number
  /** Of a workbook, the sheet from 0; null for a text that is one table. */
  sheet: number | null
}

/** A part of a table: so many rows and columns, from these on. */
export interface Tile {
  row: number
  column: number
}

export const TILE_ROWS = 64
export const TILE_COLUMNS = 32
/** Longer fields are drawn up to here. */
export const SHOWN_CHARACTERS = 300

/** What the page asks of the worker; what has an id is answered under it. Rows are those that are shown. */
export type Ask =
  | { kind: 'open'; source: TableSource }
  /** Null: the order of the file. Another one takes the place of one that is under way. */
  | { kind: 'sort'; sort: Sort | null }
  /**
   * Looks for a text from a cell on; an empty one ends the search before. The cell is meant as the rows
   * stood after so many `orders`: where they stand in another by now, the search begins at the first.
   */
  | { kind: 'find'; query: string; from: Place; orders: number }
  | { kind: 'match'; id: number; index: number }
  | ({ kind: 'tile'; id: number } & Tile)
  | { kind: 'row'; id: number; row: number }
  | { kind: 'column'; id: number; column: number }

/** A row, or a part of it. */
export interface TableRow {
  /** Its place in the file, from 0. */
  number: number
  fields: string[]
}

/** The cells that hold a text, as far as is known. */
export interface FoundCells {
  query: string
  count: number
  isOver: boolean
  /** There may be more than are counted. */
  isMore: boolean
  /** The first from where the search began; null while it is not known, and where there is none. */
  first: { index: number; place: Place } | null
}

export interface Head {
  header: string[]
  /** The characters of the widest of the first fields. */
  widths: number[]
}

export interface Progress {
  rows: number
  columns: number
  /** All rows are there. */
  isLoaded: boolean
  /** Rows whose values the columns' figures are of. */
  counted: number
  /** Where its quotes are broken. */
  broken: BrokenQuotes | null
}

/** `message`: an answer's body, or what a thread said that gave up. */
export type Failure =
  | { kind: 'answer'; status: number; message: string }
  | { kind: 'no_answer' }
  | { kind: 'gave_up'; message: string }

/** What the worker says. */
export type Said =
  | { kind: 'sheets'; names: string[] }
  | { kind: 'head'; head: Head }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'sorted'; sort: Sort | null }
  | { kind: 'found'; found: FoundCells }
  | { kind: 'match'; id: number; place: Place | null }
  | { kind: 'tile'; id: number; rows: TableRow[] }
  | { kind: 'row'; id: number; row: TableRow }
  | { kind: 'column'; id: number; facts: ColumnFacts }
  | { kind: 'failed'; failure: Failure }
