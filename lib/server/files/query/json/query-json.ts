import 'server-only'
import { type JSONValue, search } from '@jmespath-community/jmespath'
import type { JsonQuery } from '@/lib/domain/tools/file-queries'
import type { QueryJob } from '../job'
import { QueryProblem } from '../query-problem'
import { MOST_TOLD, shorten, tellable } from '../tellable'
import { outlineOf } from './outline'
import { readJson } from './read-json'

/** Asks a JSON document by JMESPath. */
export async function queryJson({ file, query }: QueryJob<JsonQuery>): Promise<object> {
  const value = await readJson(file, query.query)
  const result = ask(value, query.query)
  if (result !== null) return tell(result)
  return { result, note: `Nothing is there by this query. ${outlineOf(value)}` }
}

function ask(value: JSONValue, query: string): JSONValue {
  try {
    // Of what is not there it says `undefined`, against its types.
    return search(value, query) ?? null
  } catch (error) {
    if (error instanceof RangeError)
      throw new QueryProblem('The query is too deep, or its result too long.')
    if (error instanceof Error) throw new QueryProblem(`${error.message} ${HINT}`)
    throw error
  }
}

const HINT =
  'The query is JMESPath: texts stand in single quotes, numbers in backticks, names with other signs than letters, digits and _ in double quotes, as in "first name"[?price > `5` && kind == \'book\'].title.'

/** A result as it may be told, and what of it is not. */
function tell(result: JSONValue): { result: unknown; note?: string } {
  if (JSON.stringify(result).length <= MOST_TOLD) return { result }
  if (typeof result === 'string') {
    const note = `${result.length - MOST_TOLD} characters are left out.`
    return { result: shorten(result, MOST_TOLD), note }
  }
  if (Array.isArray(result)) {
    const { told, leftOut } = tellable(result)
    const note = `${leftOut} of ${result.length} elements are left out. A slice such as [${told.length}:] gives others.`
    if (told.length > 0) return { result: told, note }
  }
  return {
    result: null,
    note: `The result is too long to be told. ${outlineOf(result)} Ask for a part of it.`,
  }
}
