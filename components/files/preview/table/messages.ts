import type { ColumnFacts } from './engine/column-count'

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

/** What the page asks of the worker; each is answered under its id, but the first. */
export type Ask =
  | { kind: 'open'; source: TableSource }
  | ({ kind: 'tile'; id: number } & Tile)
  | { kind: 'row'; id: number; row: number }
  | { kind: 'column'; id: number; column: number }

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
  /** The row from 0 whose quote never ends. */
  brokenRow: number | null
}

/** What the worker says. */
export type Said =
  | { kind: 'sheets'; names: string[] }
  | { kind: 'head'; head: Head }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'tile'; id: number; rows: string[][] }
  | { kind: 'row'; id: number; fields: string[] }
  | { kind: 'column'; id: number; facts: ColumnFacts }
  /** `message`: an answer's body; `status` 0: no answer came. */
  | { kind: 'failed'; status: number; message: string }
