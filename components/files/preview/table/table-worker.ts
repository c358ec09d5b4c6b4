import { splitSheets } from '@/lib/domain/files/table/split-sheets'
import { findCells } from './engine/find-cells'
import { findDelimiter } from './engine/find-delimiter'
import { Matches, MOST_MATCHES } from './engine/matches'
import { RowOrder } from './engine/row-order'
import { type Sort, sortRows } from './engine/sort-rows'
import { TableData } from './engine/table-data'
import { createUtf8Pieces } from './engine/utf8-pieces'
import { goThrough, isAwaited, nextTask, STEP_MS } from './go-through'
import {
  type Ask,
  type Failure,
  type Progress,
  type Said,
  SHOWN_CHARACTERS,
  type TableRow,
  type TableSource,
  TILE_COLUMNS,
  TILE_ROWS,
  type Tile,
} from './messages'

/** What a worker's own global scope has of what is used here; the project's types are a page's. */
interface Scope {
  postMessage(said: Said): void
  addEventListener(type: 'message', listen: (event: MessageEvent<Ask>) => void): void
}
const scope: Scope = globalThis

/** How often the page hears of what is new. */
const SAY_EVERY_MS = 120
const HEAD_ROWS = 100
const HEAD_BYTES = 200_000

let table: TableData | null = null
let isLoaded = false
let saidAt = 0
/** The columns of the head that was said last. */
let saidHeadOf = -1

/** How the rows stand, and the cells that are found in them. */
const order = new RowOrder()
let matches = new Matches()
/** How many times the page was told that they stand otherwise. */
let orders = 0
/** The last of each that was asked for. */
let wantedSort: Sort | null = null
let wantedFind: Find = { query: '', from: { row: 0, column: 0 }, orders }
type Find = Pick<Extract<Ask, { kind: 'find' }>, 'query' | 'from' | 'orders'>

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'open') void open(data.source).catch(giveUp)
  else if (data.kind === 'sort') void sort(data.sort).catch(giveUp)
  else if (data.kind === 'find') void find(data).catch(giveUp)
  else answer(data)
})

class NoAnswer extends Error {}

/** Whatever the network does not give, nothing here is at fault. */
function fromNetwork<T>(part: Promise<T>): Promise<T> {
  return part.catch(() => {
    throw new NoAnswer()
  })
}

function giveUp(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  failBy(error instanceof NoAnswer ? { kind: 'no_answer' } : { kind: 'gave_up', message })
}

async function open(source: TableSource): Promise<void> {
  const response = await fromNetwork(fetch(source.url, { cache: 'no-store' }))
  const { ok, status, body } = response
  if (!ok) {
    return failBy({ kind: 'answer', status, message: await fromNetwork(response.text()) })
  }
  if (source.sheet === null) await readTable(body ?? new Blob().stream(), source)
  else readSheet(await fromNetwork(response.text()), source.sheet)
  if (table === null) return
  if (wantedSort !== null) void sort(wantedSort).catch(giveUp)
  if (wantedFind.query !== '') void find(wantedFind).catch(giveUp)
  await count(table)
}

function failBy(failure: Failure): void {
  scope.postMessage({ kind: 'failed', failure })
}

async function readTable(body: ReadableStream<Uint8Array>, source: TableSource): Promise<void> {
  const asUtf8 = createUtf8Pieces(source.encoding)
  const reader = body.getReader()
  let head = new Uint8Array()
  for (;;) {
    const { done, value } = await fromNetwork(reader.read())
    let piece = asUtf8(done ? null : value)
    if (table === null) {
      head = joined(head, piece)
      if (head.length < HEAD_BYTES && !done) continue
      table = new TableData(delimiterOf(head, source), source.sizeBytes)
      piece = head
    }
    table.append(piece)
    if (done) break
    sayProgress(table)
  }
  finish(table)
}

function readSheet(text: string, sheet: number): void {
  const sheets = splitSheets(text)
  scope.postMessage({ kind: 'sheets', names: sheets.map(({ name }) => name) })
  table = new TableData(',')
  table.append(new TextEncoder().encode(sheets[sheet]?.csv ?? ''))
  finish(table)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

const delimiterOf = (head: Uint8Array, { delimiter }: TableSource) =>
  delimiter ?? findDelimiter(new TextDecoder().decode(head.subarray(0, HEAD_BYTES)))

function finish(data: TableData): void {
  data.end()
  isLoaded = true
  sayProgress(data, true)
}

/** Counts the columns' values, a little at a time, so that questions are answered meanwhile. */
async function count(data: TableData): Promise<void> {
  while (isAwaited() || !data.count(STEP_MS)) {
    sayProgress(data)
    await nextTask()
  }
  sayProgress(data, true)
}

/** Puts the rows in another order. */
async function sort(wanted: Sort | null): Promise<void> {
  wantedSort = wanted
  if (table === null || !isLoaded) {
    // As the file has them, they stand already.
    if (wanted === null) saySorted(null)
    return
  }
  const isWanted = () => wantedSort === wanted
  const rows = wanted === null ? null : await goThrough(sortRows(table, wanted), isWanted)
  if (!isWanted() || rows === undefined) return
  order.set(rows)
  saySorted(wanted)
  // What was found stands elsewhere now.
  await find(wantedFind)
}

function saySorted(sort: Sort | null): void {
  orders++
  scope.postMessage({ kind: 'sorted', sort })
}

/** Looks for the cells that hold a text. */
async function find(wanted: Find): Promise<void> {
  wantedFind = wanted
  const { query } = wanted
  const from = wanted.orders === orders ? wanted.from : { row: 0, column: 0 }
  if (table === null || !isLoaded || query === '') return
  const found = new Matches()
  matches = found
  let toldAt = performance.now()
  const tell = (isOver: boolean) => {
    toldAt = performance.now()
    // Of rows that are sorted the first may still come; after the last comes the first.
    const next = isOver || order.isOfFile ? found.from(from) : -1
    const index = isOver ? Math.max(0, next) : next
    const place = found.at(index)
    const first = place === null ? null : { index, place }
    const isMore = found.count >= MOST_MATCHES
    scope.postMessage({
      kind: 'found',
      found: { query, count: found.count, isOver, isMore, first },
    })
  }
  const isWanted = () => wantedFind === wanted && matches === found
  const isEnough = () => found.count >= MOST_MATCHES
  await goThrough(
    findCells(table, query),
    () => isWanted() && !isEnough(),
    (cell) => {
      if (cell !== undefined) found.add({ ...cell, row: order.placeOf(cell.row) })
      if (performance.now() - toldAt > SAY_EVERY_MS) tell(false)
    },
  )
  if (!isWanted()) return
  found.settle()
  tell(true)
}

function sayProgress(data: TableData, isNow = false): void {
  const { rows, columns, counted } = data
  if (saidHeadOf !== columns && (rows >= HEAD_ROWS || isLoaded)) {
    saidHeadOf = columns
    scope.postMessage({ kind: 'head', head: { header: data.header, widths: data.widths() } })
  }
  const now = performance.now()
  if (!isNow && now - saidAt < SAY_EVERY_MS) return
  saidAt = now
  const broken = isLoaded ? data.broken : null
  const progress: Progress = { rows, columns, isLoaded, counted, broken }
  scope.postMessage({ kind: 'progress', progress })
}

function answer(ask: Extract<Ask, { id: number }>): void {
  if (table === null) return
  const { id } = ask
  if (ask.kind === 'tile') scope.postMessage({ kind: 'tile', id, rows: tileOf(table, ask) })
  else if (ask.kind === 'row') scope.postMessage({ kind: 'row', id, row: rowAt(table, ask.row) })
  else if (ask.kind === 'match') {
    scope.postMessage({ kind: 'match', id, place: matches.at(ask.index) })
  } else scope.postMessage({ kind: 'column', id, facts: table.facts(ask.column) })
}

function rowAt(data: TableData, place: number): TableRow {
  const number = order.rowAt(place)
  return { number, fields: data.row(number) }
}

function tileOf(data: TableData, { row, column }: Tile): TableRow[] {
  const count = Math.min(TILE_ROWS, data.rows - row)
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const { number, fields } = rowAt(data, row + at)
    const shown = fields.slice(column, column + TILE_COLUMNS)
    return { number, fields: shown.map((field) => field.slice(0, SHOWN_CHARACTERS)) }
  })
}
