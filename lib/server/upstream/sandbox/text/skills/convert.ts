import 'server-only'
import Papa from 'papaparse'
import { fenced, tableOf } from '../markdown'
import { isMissing } from '../table/column'
import type { Table } from '../table/read-table'
import { counted, pastedText, type Skill, say, spokenText } from './skill'

const MOST_ROWS = 500
const TO = String.raw`\b(?:to|into|as|in)\b(?: an?| the)?(?: [a-z]+){0,2}? `
const HAN_TO = '(?:转|换|变|改|整理|输出|写)(?:换|化|变)?(?:成|为|到)\\s*'

const FORMS: readonly (readonly [RegExp, (table: Table) => string])[] = [
  [
    new RegExp(`${TO}?json\\b|${HAN_TO}.{0,6}json`, 'i'),
    (table) => fenced(JSON.stringify(recordsOf(table), null, 2), 'json'),
  ],
  [
    new RegExp(`${TO}csv\\b|${HAN_TO}.{0,6}csv`, 'i'),
    (table) => fenced(Papa.unparse(gridOf(table), { newline: '\n' }), 'csv'),
  ],
  [
    new RegExp(`${TO}tsv\\b|${HAN_TO}.{0,6}tsv`, 'i'),
    (table) => fenced(Papa.unparse(gridOf(table), { delimiter: '\t', newline: '\n' }), 'tsv'),
  ],
  [new RegExp(`${TO}?markdown\\b|${TO}table\\b|${HAN_TO}.{0,6}(?:markdown|表格)`, 'i'), toMarkdown],
]
const CONVERTS =
  /\b(?:convert|turn|transform|change|format|write|output|export|render|show|make|put|give|as)\b|转|换成|变成|改成|整理成|输出为/i

/** A table in another form. */
export const convertTable: Skill = (task) => {
  const [first] = task.tables
  const row = FORMS.find(([pattern]) => pattern.test(task.ask))
  if (first === undefined || row === undefined || !CONVERTS.test(task.ask)) return null
  const { table } = first
  const head = say(
    task,
    `**The table in its new form** (${counted(table.rows, 'row')}, ${counted(table.columns.length, 'column')})`,
    `**转换后的表格**（${table.rows} 行，${table.columns.length} 列）`,
  )
  const cut =
    table.rows > MOST_ROWS
      ? say(
          task,
          `\n\nOnly the first ${MOST_ROWS} rows are shown.`,
          `\n\n只显示前 ${MOST_ROWS} 行。`,
        )
      : ''
  return `${head}\n\n${row[1](table)}${cut}`
}

const shownRows = ({ rows }: Table) =>
  Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, row) => row)

function gridOf(table: Table): string[][] {
  return [
    table.columns.map(({ name }) => name),
    ...shownRows(table).map((row) => table.columns.map(({ cells }) => cells[row] ?? '')),
  ]
}

function toMarkdown(table: Table): string {
  const [heads = [], ...rows] = gridOf(table)
  return tableOf(
    heads,
    rows,
    new Set(table.columns.flatMap(({ kind }, at) => (kind === 'number' ? [at] : []))),
  )
}

function recordsOf(table: Table): Record<string, string | number | null>[] {
  return shownRows(table).map((row) =>
    Object.fromEntries(
      table.columns.map(({ name, cells, numbers, style }) => {
        const cell = cells[row] ?? ''
        const number = style.before === '' && style.after === '' ? numbers[row] : null
        return [name, isMissing(cell) ? null : (number ?? cell)]
      }),
    ),
  )
}

/** JSON put in order, made small, or told where it breaks. */
export const formatJson: Skill = (task) => {
  const { ask } = task
  const isJson = /\bjson\b/i.test(ask) || task.materials[0]?.form === 'json'
  const isSmall = /\b(?:minify|compact|compress|one line)\b|压缩|一行/i.test(ask)
  const isFormat =
    /\b(?:format|pretty|beautify|indent|validate|valid|lint|fix|check)\b|格式化|美化|缩进|校验|检查|有效|合法/i.test(
      ask,
    )
  if (!isJson || !(isSmall || isFormat)) return null
  const text = pastedText(task) ?? spokenText(ask) ?? /[[{][\s\S]*$/.exec(ask)?.[0] ?? null
  if (text === null || text.length > 500_000) return null
  try {
    const value: unknown = JSON.parse(text)
    const head = say(task, '**Valid JSON**', '**有效的 JSON**')
    return `${head}\n\n${fenced(isSmall ? JSON.stringify(value) : JSON.stringify(value, null, 2), 'json')}`
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : ''
    return say(task, `**Not valid JSON**: ${why}`, `**不是有效的 JSON**：${why}`)
  }
}
