import 'server-only'
import {
  type RunOverview,
  type RunPage,
  runListQuerySchema,
  runOverviewQuerySchema,
} from '@/lib/domain/run-list'
import { issueText } from './issue-text'
import type { Parley } from './parley'
import { listRuns, sumRuns } from './store/run-list'
import { OWNER } from './store/schema'

/** A page of the runs that the URL asks for, live ones as they are now. Throws 400. */
export async function runPage({ store, runs }: Parley, url: string): Promise<RunPage> {
  const asked = Object.fromEntries(new URL(url).searchParams)
  const query = runListQuerySchema.parse(asked, { error: issueText })
  await runs.journal.settle()
  const page = await listRuns(store.db, OWNER, query)
  return { ...page, runs: page.runs.map((row) => runs.currentRow(OWNER, row)) }
}

/** Sums since a moment, and what the filters can ask for. Throws 400. */
export async function runOverview({ store, runs }: Parley, url: string): Promise<RunOverview> {
  const asked = Object.fromEntries(new URL(url).searchParams)
  const { since } = runOverviewQuerySchema.parse(asked, { error: issueText })
  await runs.journal.settle()
  return {
    ...(await sumRuns(store.db, OWNER, since)),
    facets: await runs.facets.read(OWNER),
  }
}
