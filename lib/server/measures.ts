import 'server-only'
import { type Measures, measureRuns } from '@/lib/domain/measures'
import type { Parley } from './parley'
import { listMeasuredRuns } from './store/measures'
import { OWNER } from './store/schema'

/** What the owner's own runs say of the models: medians over the latest complete ones of each. */
export async function readMeasures({ store, runs }: Parley): Promise<Measures> {
  await runs.journal.settle()
  return { measures: measureRuns(await listMeasuredRuns(store.db, OWNER)) }
}
