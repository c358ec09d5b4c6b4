import { splitSheets } from '@/lib/domain/files/table/split-sheets'
import { findDelimiter } from './engine/find-delimiter'
import { TableData } from './engine/table-data'
import { createUtf8Pieces } from './engine/utf8-pieces'
import {
  type Ask,
  type Progress,
  type Said,
  SHOWN_CHARACTERS,
  type TableSource,
  TILE_COLUMNS,
  TILE_ROWS,
} from './messages'

/** What a worker's own global scope has of what is used here; the project's types are a page's. */
interface Scope {
  postMessage(said: Said): void
  addEventListener(type: 'message', listen: (event: MessageEvent<Ask>) => void): void
}
const scope: Scope = globalThis

/** How often the page hears of what is new. */
const SAY_EVERY_MS = 120
/** How long a question may wait while values are counted. */
const COUNT_MS = 12
const HEAD_ROWS = 100
const HEAD_BYTES = 200_000

let table: TableData | null = null
let isLoaded = false
let saidAt = 0
/** The columns of the head that was said last. */
let saidHeadOf = -1

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'open') void open(data.source).catch(fail)
  else answer(data)
})

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  scope.postMessage({ kind: 'failed', status: 0, message })
}

async function open(source: TableSource): Promise<void> {
  const response = await fetch(source.url, { cache: 'no-store' })
  if (!response.ok) {
    const { status } = response
    scope.postMessage({ kind: 'failed', status, message: await response.text() })
    return
  }
  if (source.sheet === null) await readTable(response.body ?? new Blob().stream(), source)
  else readSheet(await response.text(), source.sheet)
  await count()
}

async function readTable(body: ReadableStream<Uint8Array>, source: TableSource): Promise<void> {
  const asUtf8 = createUtf8Pieces(source.encoding)
  const reader = body.getReader()
  let head = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
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
async function count(): Promise<void> {
  while (table !== null && !table.count(COUNT_MS)) {
    sayProgress(table)
    await nextTask()
  }
  if (table !== null) sayProgress(table, true)
}

const { port1, port2 } = new MessageChannel()

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })
}

function sayProgress(data: TableData, isNow = false): void {
  const { rows, columns, counted, brokenRow } = data
  if (saidHeadOf !== columns && (rows >= HEAD_ROWS || isLoaded)) {
    saidHeadOf = columns
    scope.postMessage({ kind: 'head', head: { header: data.header, widths: data.widths() } })
  }
  const now = performance.now()
  if (!isNow && now - saidAt < SAY_EVERY_MS) return
  saidAt = now
  const broken = isLoaded ? brokenRow : null
  const progress: Progress = { rows, columns, isLoaded, counted, brokenRow: broken }
  scope.postMessage({ kind: 'progress', progress })
}

function answer(ask: Exclude<Ask, { kind: 'open' }>): void {
  if (table === null) return
  const { id } = ask
  if (ask.kind === 'tile') scope.postMessage({ kind: 'tile', id, rows: tileOf(table, ask) })
  else if (ask.kind === 'row') scope.postMessage({ kind: 'row', id, fields: table.row(ask.row) })
  else scope.postMessage({ kind: 'column', id, facts: table.facts(ask.column) })
}

function tileOf(data: TableData, { row, column }: { row: number; column: number }): string[][] {
  const count = Math.min(TILE_ROWS, data.rows - row)
  return Array.from({ length: Math.max(0, count) }, (_, at) =>
    data
      .row(row + at)
      .slice(column, column + TILE_COLUMNS)
      .map((field) => field.slice(0, SHOWN_CHARACTERS)),
  )
}
