import 'server-only'
import { readQuestion, type TableQuestion } from './question'
import type { Table } from './read-table'

/** One thing that is asked of a table, in the words that ask for it. */
export interface TableRequest {
  ask: string
  question: TableQuestion
}

const BETWEEN =
  /(?<=[?？!！。;；])\s*|(?<=\.)\s+|\n+|,?\s(?:and|also)\s(?=(?:also\s)?(?:which|who|what|how|give|show|list|tell|find)\b)|[，,]\s?(?=(?:并且?|以及|还有|同时|再|另外)?(?:哪|谁|什么|列出|给出))/i

/** A part that takes up what another found is no request of its own. */
const LEANS =
  /\b(?:in|of|for|from|at|show|give|list) (?:it|that|those|them|this|these)\b|\b(?:its|their|same)\b|其中|[它该那]/i

/**
 * What a message asks of a table: the whole of it, unless it has parts that each measure something of
 * their own ("the average by city, and which city has the highest total?").
 */
export function requestsIn(ask: string, table: Table, whole: TableQuestion): TableRequest[] {
  const parts = ask
    .split(BETWEEN)
    .map((part) => ({ ask: part, question: readQuestion(part, table) }))
    .filter(({ question }) => !isIdle(question))
  const isApart =
    // What a condition in one part means for the others is not said.
    whole.filters.length === 0 &&
    parts.every(({ ask: part, question }) => question.measured.length > 0 && !LEANS.test(part)) &&
    new Set(parts.map(({ question }) => subjectOf(question))).size > 1
  return isApart ? parts : [{ ask, question: whole }]
}

const isIdle = ({ measured, group, extreme, top, sort }: TableQuestion) =>
  measured.length === 0 && group === null && extreme === null && top === null && sort === null

const subjectOf = ({ measured, group }: TableQuestion) =>
  [...measured, { aggregate: 'by', column: group?.column }]
    .map(({ aggregate, column }) => `${aggregate} ${column?.name}`)
    .join('\n')
