import 'server-only'
import Papa from 'papaparse'
import { type Facts, readFacts } from '../facts/facts'
import { findValues } from '../facts/find-values'
import { SCORES } from '../facts/found'
import type { Wanted } from '../facts/kinds'
import { labelFit } from '../facts/labels'
import { termsOf } from '../facts/words'
import { toColumn } from '../text/table/column'
import { sentencesOf } from './gist'

const MOST_RECORDS = 200

/** The parts of a text that each tell of one thing: rows of a table, items of a list, blocks of labelled lines, or stretches from name to name. */
export function splitRecords(facts: Facts, wanted: readonly Wanted[]): Facts[] {
  const table = tableRows(facts.text, wanted)
  const parts = listItems(facts.text) ?? blocks(facts.text, wanted) ?? stretches(facts, wanted)
  const texts = table ?? parts.filter(isItem)
  return texts.slice(0, MOST_RECORDS).map(readFacts)
}

/** Rows of a Markdown, CSV or tab table, as labelled lines. */
function tableRows(text: string, wanted: readonly Wanted[]): string[] | null {
  const lines = text.split('\n')
  for (const separator of ['|', '\t', ',', '，', ';']) {
    for (const [at, line] of lines.entries()) {
      const header = cellsOf(line, separator)
      if (header.length < 2 || !isHeader(header, wanted)) continue
      const rows: string[][] = []
      for (const below of lines.slice(at + 1)) {
        const cells = cellsOf(below, separator)
        if (cells.length !== header.length) break
        if (!cells.every((cell) => /^:?-{2,}:?$/.test(cell))) rows.push(cells)
      }
      if (rows.length > 0) return labelledRows(header, rows)
    }
  }
  return null
}

function labelledRows(header: readonly string[], rows: readonly string[][]): string[] {
  const columns = header.map((name, at) =>
    toColumn(
      name,
      rows.map((cells) => cells[at] ?? ''),
    ),
  )
  return rows.map((_, row) =>
    columns
      .map(({ name, cells, numbers, style }) => {
        const number = style.decimal === ',' ? (numbers[row] ?? null) : null
        return `${name}: ${number ?? cells[row]}`
      })
      .join('\n'),
  )
}

function cellsOf(line: string, separator: string): string[] {
  if (!line.includes(separator)) return []
  const bare = line.replace(/^\s*\||\|\s*$/g, '')
  const cells = bare.includes('"')
    ? (Papa.parse<string[]>(bare, { delimiter: separator }).data[0] ?? [])
    : bare.split(separator)
  return cells.map((cell) => cell.trim())
}

/** A header names some of what is wanted. */
const isHeader = (cells: readonly string[], wanted: readonly Wanted[]): boolean =>
  cells.every((cell) => cell.length <= 40 && !/\d{2}/.test(cell)) &&
  cells.some((cell) => isWanted(cell, wanted))

const isWanted = (label: string, wanted: readonly Wanted[]): boolean =>
  wanted.some((one) => labelFit({ label, terms: termsOf(label) }, one) >= 0.5)

/** The items of a list: bullets, numbers, or two lines and more of the same make below a line that ends in a colon. */
function listItems(text: string): string[] | null {
  const bulleted = Array.from(
    text.matchAll(/^[ \t]*(?:[-*•·]|\d{1,3}[.)、])[ \t]+(.{1,2000})$/gm),
    ([, item = '']) => item,
  )
  if (bulleted.length >= 1) return bulleted
  const after = /[:：]\s*\n([^\n]+(?:\n[^\n]+)+)\s*$/.exec(text)?.[1]
  const lines = after?.split('\n').filter((line) => line.trim() !== '') ?? []
  return lines.length >= 2 ? lines : null
}

/** Blocks of labelled lines: each begins with the first of the wanted labels that comes again. */
function blocks(text: string, wanted: readonly Wanted[]): string[] | null {
  const lines = text.split('\n')
  const labels = lines.map(
    (line) => /^[^\p{L}]{0,8}(\p{L}[^:：]{0,40}?)["'*_\s]{0,3}[:：]/u.exec(line)?.[1],
  )
  const first = [...new Set(labels)].find(
    (label) =>
      label !== undefined &&
      labels.indexOf(label) < labels.lastIndexOf(label) &&
      isWanted(label, wanted),
  )
  if (first === undefined) return null
  const starts = lines.flatMap((_, at) => (labels[at] === first ? [at] : []))
  return starts.map((start, at) => lines.slice(start, starts[at + 1]).join('\n'))
}

/** Cuts a text where the next of what comes first in every record begins. */
function stretches(facts: Facts, wanted: readonly Wanted[]): string[] {
  for (const anchor of anchorsOf(wanted)) {
    const starts = [
      ...new Set(
        findValues(anchor, facts)
          .filter(({ score }) => score >= SCORES.form)
          .map(({ span }) => span.start),
      ),
    ].sort((a, b) => a - b)
    if (starts.length < 2) continue
    return starts.map((start, at) =>
      facts.text.slice(
        at === 0 ? lineStart(facts.text, start) : start,
        starts[at + 1] ?? facts.text.length,
      ),
    )
  }
  const told = sentencesOf(facts.text)
  for (const anchor of anchorsOf(wanted)) {
    const telling = told.filter(
      (one) => (findValues(anchor, readFacts(one))[0]?.score ?? 0) >= SCORES.likely,
    )
    if (telling.length >= 2 && telling.length >= told.length / 2) return telling
  }
  for (const bound of BOUNDS) {
    const counted = facts.text.split(bound).filter((clause) => COUNT.test(clause))
    if (counted.length >= 2) return counted.map(withoutLead)
  }
  return [facts.text]
}

/** The lines around a list: what heads it, and what sums it up. */
const HEAD =
  /^[^:：\n]{0,24}(?:\b(?:invoice|receipt|order|date|due|number|no|customer|client|bill(?:ed)? to|ship to|vendor|supplier|seller|buyer|from|phone|email|address|payment|paid|terms|account|currency|table|server|cashier|reference|ref|po)\b|发票号?|单号|编号|日期|客户|买方|卖方|供应商|电话|地址)[^:：\n]{0,16}[:：#]/i
const SUM =
  /^\W{0,4}(?:sub-?total|grand total|total|sales tax|tax|vat|shipping|delivery|discount|balance|amount due|tip|service charge|合计|总计|总价|总额|小计|税|运费|折扣|优惠|应付|实付)(?![\p{Ll}])/iu

/** Whether a line is an item of a list and not one of those around it. */
const isItem = (line: string): boolean =>
  line.trim().includes('\n') ||
  !(
    SUM.test(line.trim()) ||
    (HEAD.test(line.trim()) && !/\d\s?(?:[x×@]|pcs|个|件|at\b)/i.test(line))
  )

/** What leads to a list is none of its items: "Order 17 for Sam: 2 mugs". */
function withoutLead(clause: string): string {
  const item = clause.replace(/^[^\n]*[:：]\s?(?=\S)/, '')
  return /\p{L}{3}|\p{Script=Han}/u.test(item) &&
    COUNT.test(item) &&
    !/^\s*[\d$€£¥.,]+\s*$/.test(item)
    ? item
    : clause
}

const COUNT = /\d|\b(?:one|two|three|four|five|six)\b|[一二两三四五六七八九十]/

/** What parts one counted thing from the next, the strongest first. */
const BOUNDS: readonly RegExp[] = [
  /[;；\n]/,
  /(?:,\s(?:and\s)?|\sand\s|\splus\s)(?=(?:\d|(?:one|two|three|four|five|six|a|an)\s))/,
  /[，,、]\s?(?=[\p{Script=Han}]{0,6}[\d一二两三四五六七八九十]+\s?[个件份杯瓶本只台斤包盒])|和(?=[\p{Script=Han}]{0,6}[\d一二两三四五六七八九十])/u,
  /,\s|[，、]/,
]

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at) + 1

/** Names of people and firms begin records; other kinds do where there are none. */
const anchorsOf = (wanted: readonly Wanted[]): Wanted[] =>
  wanted
    .filter(
      ({ kind, type }) =>
        type === 'string' &&
        ['person', 'name', 'company', 'place', 'country', 'date'].includes(kind),
    )
    .slice(0, 3)
