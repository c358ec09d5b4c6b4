import 'server-only'
import type { PatchMark, RunMark } from '@/lib/domain/run-mark'
import type { Parley } from './parley'
import { conversationsOfRun, patchMark } from './store/marks'
import { OWNER } from './store/schema'

/** Keeps what a person thinks of an answer, and tells the owner's tabs. Throws 404. */
export async function changeMark(
  { store, runs }: Parley,
  runId: string,
  patch: PatchMark,
): Promise<RunMark> {
  await runs.get(OWNER, runId)
  const mark = await patchMark(store.db, OWNER, runId, patch)
  for (const id of await conversationsOfRun(store.db, OWNER, runId)) runs.live.changed(OWNER, id)
  return mark
}
