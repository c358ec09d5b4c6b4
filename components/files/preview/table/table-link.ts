import type { ColumnFacts } from './engine/column-count'
import {
  type Ask,
  type Head,
  type Progress,
  type Said,
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
  failure: { status: number; message: string } | null
  /** Goes up with each part that comes. */
  tiles: number
}

const NOTHING: TableState = { sheets: null, head: null, progress: null, failure: null, tiles: 0 }
/** Parts that are kept. */
const MOST_TILES = 60

/** An ask's own, without its id. */
type Question =
  | { kind: 'row'; row: number }
  | { kind: 'column'; column: number }
  | { kind: 'tile'; row: number; column: number }

/** The page's end of the thread that reads a table. */
export class TableLink {
  readonly #worker: Worker
  readonly #listeners = new Set<() => void>()
  readonly #waiting = new Map<number, (said: Said) => void>()
  /** By their place; the last ones wanted stand last. */
  readonly #tiles = new Map<string, string[][]>()
  readonly #onTheirWay = new Set<string>()
  #state = NOTHING
  #asked = 0

  constructor(source: TableSource) {
    this.#worker = new Worker(new URL('./table-worker.ts', import.meta.url), { name: 'table' })
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#hear(data))
    this.#worker.addEventListener('error', ({ message }) =>
      this.#set({ failure: { status: 0, message } }),
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
    const [tileRow, tileColumn] = [row - (row % TILE_ROWS), column - (column % TILE_COLUMNS)]
    const tile = this.#tiles.get(`${tileRow}:${tileColumn}`)
    const fields = tile?.[row - tileRow]
    return fields === undefined ? null : (fields[column - tileColumn] ?? '')
  }

  /** Has the parts fetched in which these rows and columns are, the last of each not included. */
  want(rows: readonly [number, number], columns: readonly [number, number]): void {
    for (let row = rows[0] - (rows[0] % TILE_ROWS); row < rows[1]; row += TILE_ROWS) {
      const first = columns[0] - (columns[0] % TILE_COLUMNS)
      for (let column = first; column < columns[1]; column += TILE_COLUMNS) this.#fetch(row, column)
    }
  }

  async row(row: number): Promise<string[]> {
    const said = await this.#ask({ kind: 'row', row })
    return said.kind === 'row' ? said.fields : []
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

  #keep(key: string, rows: string[][]): void {
    this.#onTheirWay.delete(key)
    this.#tiles.set(key, rows)
    for (const old of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) break
      this.#tiles.delete(old)
    }
    this.#set({ tiles: this.#state.tiles + 1 })
  }

  /** Rows came since that belong to the same part. */
  #hasGrown(row: number, known: readonly string[][]): boolean {
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
    else if (said.kind === 'failed') {
      const { status, message } = said
      this.#set({ failure: { status, message } })
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
