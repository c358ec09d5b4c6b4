import 'server-only'
import { MOST_COLUMNS } from '../plain-facts'
import { walkXml } from './walk-xml'
import { type Parts, readWorkbook, unescaped, type Workbook } from './workbook'

/** A sheet as CSV. A blank row is none; the first other is the header. */
export interface Sheet {
  name: string
  csv: string
  rows: number
  /** More are counted than are read. */
  columns: number
}

/** The sheets of a workbook, with the values that its formulas had when it was saved. Throws for a broken one. */
export function readXlsx(parts: Parts): Sheet[] {
  const workbook = readWorkbook(parts)
  return workbook.sheets.map(({ name, part }) => ({ name, ...readSheet(part, workbook) }))
}

/** One CSV per sheet under a line with its name. */
export function csvOf(sheets: readonly Sheet[]): string {
  return sheets.map(({ name, csv }) => `# ${name}\n${csv}`).join('\n')
}

function readSheet(part: Buffer, workbook: Workbook): Omit<Sheet, 'name'> {
  const lines: string[] = []
  let columns = 0
  let row: string[] = []
  let column = 0
  let cell: Cell = {}
  let value = ''
  let inside = ''
  walkXml(part, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = []
        column = 0
      } else if (name === 'c') {
        cell = attributes
        column = cell.r === undefined ? column + 1 : columnOf(cell.r)
        value = ''
      } else if (HOLDS_VALUE.has(name)) inside += `/${name}`
    },
    text: (text) => {
      if (inside === '/v' || inside === '/is/t') value += text
    },
    close: (name) => {
      if (HOLDS_VALUE.has(name)) inside = inside.slice(0, -name.length - 1)
      else if (name === 'c' && value !== '') {
        columns = Math.max(columns, column)
        if (column <= MOST_COLUMNS) row[column - 1] = textOf(cell, value, workbook)
      } else if (name === 'row' && row.length > 0) lines.push(lineOf(row))
    },
  })
  return { csv: lines.join(''), rows: lines.length, columns }
}

/** `rPh` says how a text is read aloud. */
const HOLDS_VALUE = new Set(['v', 'is', 't', 'rPh'])

/** The attributes of one: where it is, its type and its style. */
interface Cell {
  r?: string
  t?: string
  s?: string
}

/** Of a place such as `AB12`, counted from 1. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place.match(/^[A-Z]{1,3}/)?.[0] ?? '') {
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  if (column === 0) throw new Error(`There is no cell ${place}.`)
  return column
}

type Reader = (value: string, workbook: Workbook) => string

/** How a cell's value is read, by the cell's type; else it stands for itself. */
const READERS: Readonly<Record<string, Reader>> = {
  s: (value, { sharedStrings }) => sharedStrings[Number(value)] ?? '',
  b: (value) => (value === '1' ? 'TRUE' : 'FALSE'),
  str: unescaped,
  inlineStr: unescaped,
  e: (value) => value,
  d: (value) => value,
}

function textOf({ t = 'n', s = '0' }: Cell, value: string, workbook: Workbook): string {
  const read = Object.hasOwn(READERS, t) ? READERS[t] : undefined
  if (read !== undefined) return read(value, workbook)
  if (workbook.isDate[Number(s)] === true) return dateOf(value, workbook.epoch)
  // As many digits as Excel shows: 0.1 + 0.2 is 0.3.
  return value.length <= DIGITS ? value : String(Number(Number(value).toPrecision(DIGITS)))
}

const DIGITS = 15
const DAY_SECONDS = 86_400

/** A day without a time is a date alone, and a time without a day a time. */
function dateOf(value: string, epoch: number): string {
  const days = Number(value)
  const date = new Date(epoch + Math.round(days * DAY_SECONDS) * 1000)
  if (Number.isNaN(date.getTime())) return value
  const [day = '', time = ''] = date
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .split('T')
  if (days >= 0 && days < 1) return time
  return Number.isInteger(days) ? day : `${day} ${time}`
}

const lineOf = (row: readonly string[]) =>
  `${Array.from(row, (field = '') => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`
