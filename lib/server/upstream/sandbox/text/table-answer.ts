import 'server-only'
import { isElliptic } from './follow-up'
import type { Part } from './parts'
import { asksSummary } from './prose/summarize'
import { answerTable } from './table/answer-table'
import type { Column } from './table/column'
import { readQuestion, type TableQuestion } from './table/question'
import type { Table } from './table/read-table'
import { requestsIn, type TableRequest } from './table/requests'
import { statisticsTable } from './table/statistics'
import { superlativeColumn } from './table/superlative'
import { WORDS } from './table/words'
import type { Material, Task } from './task'

/** Less of a text in lines of a table makes it prose that holds one. */
const MOSTLY = 0.6

/** The answer from a table: what was asked, then its figures; null where no table is meant. */
export function answerTables(task: Task): Part[] | null {
  for (const { table, material } of task.tables) {
    const question = questionOf(task, table)
    const isMeant =
      isTable(material) ||
      (!asksSummary(task) && question.named.length + question.filters.length > 0)
    if (!isMeant) continue
    const requests = requestsIn(task.ask, table, question)
    const answers = requests.flatMap((one) => answerTable(one, table, task.language) ?? [])
    const direct = answers.length === 0 ? null : answers.join('\n\n')
    // What a question names in the JSON around a list is no question about the list.
    const isAround =
      material.form === 'json' && material.source.pieces[0]?.trimStart().startsWith('{')
    if (direct === null && (!isTable(material) || (isAround === true && task.ask.trim() !== '')))
      continue
    return [write(task, table, requests, direct)]
  }
  return null
}

/** The direct answer and the figures of the numbers that it is about; without one the figures of all. */
function write(
  { language, wish }: Task,
  table: Table,
  requests: readonly TableRequest[],
  direct: string | null,
): string {
  const words = WORDS[language]
  const columns = direct === null ? table.columns : concernedBy(requests, table)
  const size = words.size(table.rows, table.columns.length)
  const title =
    language === 'zh' ? `**${words.statistics}**（${size}）` : `**${words.statistics}** (${size})`
  const statistics = `${title}\n\n${statisticsTable(columns, language)}`
  if (direct === null) return statistics
  return wish.isBrief || columns.length === 0 ? direct : `${direct}\n\n${statistics}`
}

function concernedBy(requests: readonly TableRequest[], table: Table): Column[] {
  const meant = new Set(
    requests.flatMap(({ ask, question }) => [
      ...question.measured.map(({ column }) => column),
      ...question.named,
      question.extreme === null ? null : superlativeColumn(ask, question, table),
    ]),
  )
  return table.columns.filter((column) => column.kind === 'number' && meant.has(column))
}

/** "And in Berlin?" asks what was asked before, of other rows. */
function questionOf({ ask, before }: Task, table: Table): TableQuestion {
  const own = readQuestion(ask, table)
  if (!isElliptic(ask) || before === '') return own
  const last = readQuestion(before, table)
  const replaced = new Set(own.filters.map(({ column }) => column))
  return {
    ...last,
    measured: own.measured.length > 0 ? own.measured : last.measured,
    group: own.group ?? (own.filters.length > 0 ? null : last.group),
    filters: [...last.filters.filter(({ column }) => !replaced.has(column)), ...own.filters],
    extreme: own.extreme ?? last.extreme,
    top: own.top ?? last.top,
    named: own.named.length > 0 ? own.named : last.named,
  }
}

function isTable({ form, source }: Material): boolean {
  if (form !== 'prose') return true
  const text = source.pieces.join('\n').slice(0, 20_000)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const inTable = lines.filter((line) => line.includes('|')).length
  return inTable === 0 || inTable >= MOSTLY * lines.length
}
