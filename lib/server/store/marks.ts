import 'server-only'
import type { Selectable } from 'kysely'
import type { PatchMark, RunMark } from '@/lib/domain/run-mark'
import type { Db, Tx } from './schema'
import type { MarkRow } from './schema-judgements'

/** The marks of the runs that answer in a conversation; those that say nothing are left out. */
export async function readMarks(
  db: Db | Tx,
  owner: string,
  conversationId: string,
): Promise<RunMark[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('marks', 'marks.run_id', 'messages.run_id')
    .selectAll('marks')
    .where('messages.owner_id', '=', owner)
    .where('messages.conversation_id', '=', conversationId)
    .where('marks.owner_id', '=', owner)
    .orderBy('messages.seq')
    .execute()
  return rows.map(toMark).filter(({ thumb, note }) => thumb !== 0 || note !== '')
}

/** Changes the mark of a run; answers it as it is now. */
export async function patchMark(
  db: Db,
  owner: string,
  runId: string,
  { thumb, note }: PatchMark,
): Promise<RunMark> {
  const change = {
    ...(thumb === undefined ? {} : { thumb }),
    ...(note === undefined ? {} : { note }),
    updated_at: Date.now(),
  }
  const row = await db
    .insertInto('marks')
    .values({ owner_id: owner, run_id: runId, thumb: 0, note: '', ...change })
    .onConflict((conflict) => conflict.columns(['owner_id', 'run_id']).doUpdateSet(change))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toMark(row)
}

/** The conversations that a run answers in: more than one where a captured run was opened. */
export async function conversationsOfRun(db: Db, owner: string, runId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('conversation_id')
    .distinct()
    .where('owner_id', '=', owner)
    .where('run_id', '=', runId)
    .execute()
  return rows.map((row) => row.conversation_id)
}

function toMark({ run_id, thumb, note }: Selectable<MarkRow>): RunMark {
  return { runId: run_id, thumb: thumb > 0 ? 1 : thumb < 0 ? -1 : 0, note }
}
