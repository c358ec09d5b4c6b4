import 'server-only'
import type { JsonQuery, TableQuery, TextQuery } from '@/lib/domain/tools/file-queries'
import { isUndecodable } from '../inspect/text/decode'
import { findText } from './find/find-text'
import type { QueryAnswer, QueryJob } from './job'
import { queryJson } from './json/query-json'
import { QueryProblem } from './query-problem'
import { queryTable } from './table/query-table'

type Ask<Query> = (job: QueryJob<Query>) => Promise<object>

/** What the thread can do. */
export const QUERIES = {
  queryTable: answering<TableQuery>(queryTable),
  queryJson: answering<JsonQuery>(queryJson),
  findText: answering<TextQuery>(findText),
}
export type QueryName = keyof typeof QUERIES

function answering<Query>(ask: Ask<Query>): (job: QueryJob<Query>) => Promise<QueryAnswer> {
  return async (job) => {
    try {
      const { file } = job
      return { text: JSON.stringify({ file: file.name, ...(await ask(job)) }) }
    } catch (error) {
      if (error instanceof QueryProblem) return { problem: error.message }
      if (error instanceof RangeError) return { problem: `${job.file.name} is nested too deep.` }
      if (isUndecodable(error))
        return { problem: `${job.file.name} is damaged: its text ends amid.` }
      throw error
    }
  }
}
