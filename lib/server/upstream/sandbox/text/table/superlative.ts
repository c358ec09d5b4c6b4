import 'server-only'
import type { Column } from './column'
import type { TableQuestion } from './question'
import type { Table } from './read-table'

/** What a superlative speaks of, where the column is not named. */
const SUPERLATIVES: readonly (readonly [RegExp, RegExp | 'date'])[] = [
  [/\b(?:old|young)(?:er|est)?\b|最老|年轻|年长/i, /\bage\b|年龄|岁/i],
  [/\b(?:expensive|cheap(?:er|est)?|costliest)\b|最贵|便宜/i, /price|cost|amount|fee|价|费|金额/i],
  [/\b(?:latest|newest|earliest|recent|first|last)\b|最新|最早|最晚|最近/i, 'date'],
  [/\b(?:tall|high)(?:er|est)\b|最高/i, /height|altitude|elevation|身高|高度|海拔/i],
  [/\b(?:heav|light)(?:y|ier|iest|er|est)\b|最重|最轻/i, /weight|mass|重/i],
  [
    /\b(?:sold|sells?|selling|seller|bestsell\w*)\b|卖|畅销|热销/i,
    /quantity|units?|qty|sold|sales|销|数量/i,
  ],
  [/\b(?:earn(?:s|ed)?|paid|richest)\b|工资|收入/i, /salary|wage|income|pay|工资|薪|收入/i],
  [/\b(?:populous|people|inhabitants)\b|人口/i, /population|人口/i],
  [/\b(?:long|short)(?:er|est)?\b|最长|最短/i, /length|duration|time|minutes|长/i],
  [/\b(?:scor\w+|mark|grade)\b|分/i, /score|points|grade|mark|分/i],
]

/** The column that "the most" or "the oldest" is about; null where a question does not say. */
export function superlativeColumn(
  ask: string,
  question: TableQuestion,
  { columns }: Table,
): Column | null {
  const measured = question.measured.find(({ column }) => column !== null)?.column
  if (measured !== undefined && measured !== null) return measured
  const conditions = new Set(question.filters.map(({ column }) => column))
  const named = question.named.filter(
    (one) => one !== question.group?.column && !conditions.has(one),
  )
  const number = named.find(({ kind }) => kind === 'number')
  if (number !== undefined) return number
  for (const [said, name] of SUPERLATIVES) {
    if (!said.test(ask)) continue
    const column = columns.find((one) =>
      name === 'date' ? one.kind === 'date' : one.kind === 'number' && name.test(one.name),
    )
    if (column !== undefined) return column
  }
  return named.find(({ kind }) => kind === 'date') ?? null
}
