import 'server-only'
import { tableOf } from '../markdown'
import type { Work } from './work'

const ASKS_MISSING =
  /\b(?:missing|empty|blank|null)\b(?! (?:from|in) (?:the|this|my) (?:text|list))|缺失|缺少|缺了|空值|空缺|为空|没填|未填/i

/** How much is missing in each column that was asked for, else in every one. */
export function answerMissing({ ask, table, question, words, rows, where }: Work): string | null {
  if (!ASKS_MISSING.test(ask)) return null
  const columns = question.named.length > 0 ? question.named : table.columns
  const counted = columns.map(({ name, kind, cells, numbers }) => {
    const isMissing = (row: number) =>
      kind === 'number' ? (numbers[row] ?? null) === null : (cells[row] ?? '') === ''
    return { name, missing: rows.filter(isMissing).length }
  })
  const some = counted.filter(({ missing }) => missing > 0)
  const list = some.map(({ name, missing }) => `${name} ${missing}`).join(words.comma)
  const lines = counted.map(({ name, missing }) => [
    name,
    String(rows.length - missing),
    String(missing),
  ])
  const heads = [words.column, words.count, words.missing]
  return `**${words.missing}${words.colon}${list === '' ? '0' : list}**${where}\n\n${tableOf(heads, lines, new Set([1, 2]))}`
}
