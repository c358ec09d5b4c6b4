import 'server-only'
import { tableOf } from '../markdown'
import type { Column } from './column'
import { repeats } from './question'
import { tally } from './statistics'
import { percent, type Work } from './work'

const LEAST = /\bleast (?:frequent|common|often)|\brarest\b|最少见|出现(?:次数)?最少/i
const ASKS =
  /\btop (?:\d+ )?values?\b|\b(?:most|least) (?:frequent|common|often)|\brarest\b|\bfrequenc(?:y|ies)\b|\bvalue counts?\b|\bhow often\b|最常见|最频繁|最少见|出现(?:次数|频率)?最[多少]|出现次数|频率|频次|众数/i
const USUAL = 10
const MOST_COLUMNS = 4

/** Whether a question asks how often values occur. */
export const asksFrequent = (ask: string): boolean => ASKS.test(ask)

/** How often the values of the named columns occur, else those of all texts that occur more than once. */
export function answerFrequent(work: Work): string | null {
  const parts = frequentColumns(work).map((column) => frequencyOf(column, work))
  return parts.length === 0 ? null : parts.join('\n\n')
}

/** Whether a question asks for the values that occur least. */
export const isOfLeast = (ask: string): boolean => LEAST.test(ask)

/** The columns whose values are to be counted; none where that is not asked for. */
export function frequentColumns({ ask, question, table }: Work): Column[] {
  if (!asksFrequent(ask)) return []
  const conditions = new Set(question.filters.map(({ column }) => column))
  const named = question.named.filter((column) => !conditions.has(column))
  const texts = named.filter(({ kind }) => kind !== 'number')
  const usual = table.columns.filter((column) => column.kind === 'text' && repeats(column))
  const columns = [texts, named, usual].find((list) => list.length > 0) ?? table.columns
  return columns.slice(0, MOST_COLUMNS)
}

function frequencyOf(column: Column, { ask, question, rows, words, where }: Work): string {
  const isMost = !isOfLeast(ask)
  const counts = tally(rows.map((row) => column.cells[row] ?? ''))
  const all = counts.reduce((sum, [, count]) => sum + count, 0)
  const ordered = isMost ? counts : counts.toReversed()
  const [[, end] = ['', 0]] = ordered
  const ends = ordered.filter(([, count]) => count === end).map(([value]) => value)
  const shown = ordered.slice(0, question.top ?? USUAL)
  const lines = shown.map(([value, count]) => [value, String(count), percent(count / all)])
  const head = words.frequent(column.name, ends.slice(0, 5).join(' / '), end, all, isMost)
  const more = question.top === null ? counts.length - shown.length : 0
  return [
    `${head}${where}`,
    words.frequency(column.name, counts.length),
    tableOf([words.value, words.count, words.share], lines, new Set([1, 2])),
    ...(more > 0 ? [words.moreValues(more)] : []),
  ].join('\n\n')
}
