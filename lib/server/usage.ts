import 'server-only'
import { foldNames, type Usage, usageQuerySchema } from '@/lib/domain/usage'
import { issueText } from './issue-text'
import type { Parley } from './parley'
import { OWNER } from './store/schema'
import { sumUsageRows } from './store/usage'

/** More values of a group than a table is read for. */
const MOST_NAMES = 100

/** The usage that the URL asks for. Throws 400. */
export async function readUsage({ store, runs }: Parley, url: string): Promise<Usage> {
  const asked = Object.fromEntries(new URL(url).searchParams)
  const query = usageQuerySchema.parse(asked, { error: issueText })
  await runs.journal.settle()
  return { rows: foldNames(await sumUsageRows(store.db, OWNER, query), MOST_NAMES) }
}
