import 'server-only'
import { isTable, meantTables } from './meant-tables'
import type { Part } from './parts'
import { answerTable } from './table/answer-table'
import type { Column } from './table/column'
import type { Table } from './table/read-table'
import { requestsIn, type TableRequest } from './table/requests'
import { statisticsTable } from './table/statistics'
import { superlativeColumn } from './table/superlative'
import { WORDS } from './table/words'
import type { Task } from './task'

/** The answer from a table: what was asked, then its figures; null where no table is meant. */
export function answerTables(task: Task): Part[] | null {
  for (const { table, material, question } of meantTables(task)) {
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
