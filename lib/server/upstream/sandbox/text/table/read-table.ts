import 'server-only'
import Papa from 'papaparse'
import { isRecord } from '@/lib/wire/json'
import { readJson } from '../facts'
import type { Form } from '../split-message'
import { type Column, toColumn } from './column'
import { isRule, pipeCells, separatorOf } from './separator'

export interface Table {
  columns: Column[]
  rows: number
}

const MOST_COLUMNS = 200
/** A text with less of it in lines of a table is prose that holds one. */
const MOSTLY = 0.8

/** The table that a text is or holds; null where there is none. */
export function readTable(text: string, form: Form): Table | null {
  const cells = form === 'json' ? fromJson(text) : (fromPipes(text) ?? fromSeparated(text))
  if (cells === null || cells.length < 2) return null
  const [heads = [], ...rows] = cells
  const width = Math.min(heads.length, MOST_COLUMNS)
  if (width < 1 || rows.length === 0) return null
  const names = nameColumns(heads.slice(0, width))
  return {
    columns: names.map((name, at) =>
      toColumn(
        name,
        rows.map((row) => (row[at] ?? '').trim()),
      ),
    ),
    rows: rows.length,
  }
}

function nameColumns(heads: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return heads.map((head, at) => {
    const name = head.replace(/[*_`]/g, (mark) => (mark === '_' ? mark : '')).trim() || `#${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** The first table between pipes. */
function fromPipes(text: string): string[][] | null {
  if (!text.includes('|')) return null
  const lines = text.split('\n')
  const rule = lines.findIndex(
    (line, at) => at > 0 && isRule(line) && (lines[at - 1] ?? '').includes('|'),
  )
  if (rule < 1) return null
  let end = rule + 1
  while (end < lines.length && (lines[end] ?? '').includes('|')) end++
  return [lines[rule - 1] ?? '', ...lines.slice(rule + 1, end)].map(pipeCells)
}

function fromSeparated(text: string): string[][] | null {
  const lines = text.split('\n')
  const separator = separatorOf(lines)
  if (separator === null) return null
  const { data } = Papa.parse<string[]>(text.trim(), {
    delimiter: separator,
    skipEmptyLines: 'greedy',
  })
  const width = data[0]?.length ?? 0
  const whole = data.filter((row) => row.length === width).length
  if (width < 2 || whole / Math.max(1, data.length) < MOSTLY) return null
  const isHeadless = (data[0] ?? []).every((cell) => /^[-\d.,\s]+$/.test(cell))
  return isHeadless ? [(data[0] ?? []).map((_, at) => `#${at + 1}`), ...data] : data
}

function fromJson(text: string): string[][] | null {
  const list = recordsIn(text)
  if (list === null) return null
  const names = [...new Set(list.slice(0, 1_000).flatMap((one) => Object.keys(one)))]
  return [
    names,
    ...list.map((one) =>
      names.map((name) => (Object.hasOwn(one, name) ? jsonCell(one[name]) : '')),
    ),
  ]
}

/** A list of objects, by itself or as the one list in an object. */
function recordsIn(text: string): Record<string, unknown>[] | null {
  const value = readJson(text)
  const values = isRecord(value) ? Object.values(value) : []
  // Beside the one list of an object there may be a word on it, but no other structure.
  const isWrapper = values.filter((one) => typeof one === 'object' && one !== null).length === 1
  const list: unknown = isRecord(value) ? (isWrapper ? values.find(Array.isArray) : null) : value
  return Array.isArray(list) && list.length > 1 && list.every(isRecord) ? list : null
}

function jsonCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
