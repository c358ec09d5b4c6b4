import type { ColumnFacts } from './engine/column-count'
import type { Sort } from './engine/sort-rows'
import type { Place } from './grid-keys'
import {
  type Ask,
  type Failure,
  type FoundCells,
  type Head,
  type Progress,
  type Said,
  type TableRow,
  type TableSource,
  TILE_COLUMNS,
  TILE_ROWS,
} from './messages'

/** What is known of a table that is being read. */
export interface TableState {
  /** Of a workbook. */
  sheets: readonly string[] | null
  head: Head | null
  progress: Progress | null
  failure: Failure | null
  /** The order that was asked for last; null = that of the file. */
  sort: Sort | null
  /** The rows do not stand in it yet. */
  isSorting: boolean
  /** Goes up each time the rows stand otherwise: a place of before means nothing then. */
  orders: number
  found: FoundCells | null
  /** Goes up with each part that comes. */
  tiles: number
}

const NOTHING: TableState = {
  ...{ sheets: null, head: null, progress: null, failure: null, tiles: 0 },
  ...{ sort: null, isSorting: false, orders: 0, found: null },
}
/** Parts that are kept. */
const MOST_TILES = 60

/** An ask's own, without its id. */
type Question =
  | { kind: 'row'; row: number }
  | { kind: 'match'; index: number }
  | { kind: 'column'; column: number }
  | { kind: 'tile'; row: number; column: number }

/** The page's end of the thread that reads a table. */
export class TableLink {
  readonly #worker: Worker
  readonly #listeners = new Set<() => void>()
  readonly #waiting = new Map<number, (said: Said) => void>()
  /** By their place; the last ones wanted stand last. */
  readonly #tiles = new Map<string, TableRow[]>()
  readonly #onTheirWay = new Set<string>()
  #state = NOTHING
  #asked = 0

  constructor(source: TableSource) {
    this.#worker = new Worker(new URL('./table-worker.ts', import.meta.url), { name: 'table' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#hear(data))
    this.#worker.addEventListener('error', ({ message }) =>
      this.#set({ failure: { kind: 'gave_up', message } }),
    )
    this.#post({ kind: 'open', source })
  }

  close(): void {
    this.#worker.terminate()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): TableState => this.#state

  /** A field as it is drawn; null while it is on its way. */
  field(row: number, column: number): string | null {
    const part = this.#partOf(row, column)
    return part === undefined ? null : (part.fields[column % TILE_COLUMNS] ?? '')
  }

  /** Which row of the file stands in a row, from 0; null while it is on its way. */
  numberOf(row: number, column: number): number | null {
    return this.#partOf(row, column)?.number ?? null
  }

  /** Has the parts fetched in which these rows and columns are, the last of each not included. */
  want(rows: readonly [number, number], columns: readonly [number, number]): void {
    for (let row = rows[0] - (rows[0] % TILE_ROWS); row < rows[1]; row += TILE_ROWS) {
      const first = columns[0] - (columns[0] % TILE_COLUMNS)
      for (let column = first; column < columns[1]; column += TILE_COLUMNS) this.#fetch(row, column)
    }
  }

  /** Puts the rows in the order of a column, or of the file. */
  sort(sort: Sort | null): void {
    this.#set({ sort, isSorting: true })
    this.#post({ kind: 'sort', sort })
  }

  /** Looks for the cells that hold a text, from one on; nothing more is found where it is empty. */
  find(query: string, from: Place): void {
    this.#set({ found: null })
    this.#post({ kind: 'find', query, from, orders: this.#state.orders })
  }

  /** A cell of those that were found. */
  async match(index: number): Promise<Place | null> {
    const said = await this.#ask({ kind: 'match', index })
    return said.kind === 'match' ? said.place : null
  }

  async row(row: number): Promise<TableRow | null> {
    const said = await this.#ask({ kind: 'row', row })
    return said.kind === 'row' ? said.row : null
  }

  async column(column: number): Promise<ColumnFacts | null> {
    const said = await this.#ask({ kind: 'column', column })
    return said.kind === 'column' ? said.facts : null
  }

  #fetch(row: number, column: number): void {
    const key = `${row}:${column}`
    const known = this.#tiles.get(key)
    if (known !== undefined) {
      this.#tiles.delete(key)
      this.#tiles.set(key, known)
      if (!this.#hasGrown(row, known)) return
    }
    if (this.#onTheirWay.has(key)) return
    this.#onTheirWay.add(key)
    void this.#ask({ kind: 'tile', row, column }).then((said) => {
      if (said.kind === 'tile') this.#keep(key, said.rows)
    })
  }

  #partOf(row: number, column: number): TableRow | undefined {
    const [tileRow, tileColumn] = [row - (row % TILE_ROWS), column - (column % TILE_COLUMNS)]
    return this.#tiles.get(`${tileRow}:${tileColumn}`)?.[row - tileRow]
  }

  #keep(key: string, rows: TableRow[]): void {
    this.#onTheirWay.delete(key)
    this.#tiles.set(key, rows)
    for (const old of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) break
      this.#tiles.delete(old)
    }
    this.#set({ tiles: this.#state.tiles + 1 })
  }

  /** Rows came since that belong to the same part. */
  #hasGrown(row: number, known: readonly TableRow[]): boolean {
    const there = Math.min(TILE_ROWS, (this.#state.progress?.rows ?? 0) - row)
    return known.length < there
  }

  #ask(question: Question): Promise<Said> {
    const id = this.#asked++
    this.#post({ ...question, id })
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  #post(ask: Ask): void {
    this.#worker.postMessage(ask)
  }

  #hear(said: Said): void {
    if (said.kind === 'sheets') this.#set({ sheets: said.names })
    else if (said.kind === 'head') this.#set({ head: said.head })
    else if (said.kind === 'progress') this.#set({ progress: said.progress })
    else if (said.kind === 'failed') this.#set({ failure: said.failure })
    else if (said.kind === 'found') this.#set({ found: said.found })
    else if (said.kind === 'sorted') {
      // What is known stands elsewhere now.
      this.#tiles.clear()
      this.#onTheirWay.clear()
      const { sort: wanted, orders } = this.#state
      const isWanted = said.sort?.column === wanted?.column
      const isThatWay = said.sort?.isDescending === wanted?.isDescending
      this.#set({ isSorting: !(isWanted && isThatWay), orders: orders + 1, found: null })
    } else {
      this.#waiting.get(said.id)?.(said)
      this.#waiting.delete(said.id)
    }
  }

  #set(change: Partial<TableState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
