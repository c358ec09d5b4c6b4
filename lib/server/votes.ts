import 'server-only'
import { type CreateVote, type PatchVote, type Vote, valuesOf } from '@/lib/domain/comparison/votes'
import { hasEnded } from '@/lib/domain/run'
import { mayGoOn } from '@/lib/domain/tools/may-go-on'
import { ApiError } from '@/lib/wire/errors'
import { readBareComparison } from './comparisons'
import type { Parley } from './parley'
import { readColumnIds } from './store/comparisons'
import { OWNER } from './store/schema'
import { insertVote, isAnsweredBy, listVotes, markVote } from './store/votes'

/** The votes of a comparison. Throws 404. */
export async function readVotes(parley: Parley, comparisonId: string): Promise<Vote[]> {
  await readBareComparison(parley, comparisonId)
  return listVotes(parley.store.db, OWNER, comparisonId)
}

/**
 * Keeps a vote, with who was voted on as their runs tell it; answers all. Answers that have
 * a vote keep it, until it is taken back. Throws 400, 404.
 */
export async function addVote(
  parley: Parley,
  comparisonId: string,
  { contestants: named, ...input }: CreateVote,
): Promise<Vote[]> {
  const { store, runs } = parley
  await readBareComparison(parley, comparisonId)
  checkWinner(named, input.winner)
  const columns = await readColumnIds(store.db, OWNER, comparisonId)
  const found = await Promise.all(
    named.map(async ({ columnId, runId }) => {
      const isHere =
        columns.includes(columnId) && (await isAnsweredBy(store.db, OWNER, columnId, runId))
      if (!isHere) throw new ApiError(400, `contestants: ${runId} is no answer of ${columnId}.`)
      const run = await runs.get(OWNER, runId)
      if (!hasEnded(run.status) || mayGoOn(run))
        throw new ApiError(400, `contestants: ${runId} has not ended.`)
      if (run.status !== 'complete')
        throw new ApiError(400, `contestants: ${runId} did not come whole. Answer again first.`)
      return { columnId, run }
    }),
  )
  const { differing, shared } = valuesOf(found.map(({ run }) => run.settings))
  const contestants = found.map(({ columnId, run: { id, upstream, model } }, at) => ({
    ...{ columnId, runId: id, upstream, model, settings: differing[at] ?? [] },
  }))
  const vote = { ...input, contestants, shared, comparisonId, createdAt: Date.now() }
  await insertVote(store.db, OWNER, vote)
  runs.live.changed(OWNER, comparisonId)
  return listVotes(store.db, OWNER, comparisonId)
}

/** Takes a vote back, or lets it count again; answers all. Throws 404. */
export async function changeVote(
  parley: Parley,
  { comparisonId, id }: Pick<Vote, 'comparisonId' | 'id'>,
  { deleted }: PatchVote,
): Promise<Vote[]> {
  const { store, runs } = parley
  await readBareComparison(parley, comparisonId)
  if (!(await markVote(store.db, OWNER, { id, comparisonId }, deleted)))
    throw new ApiError(404, `There is no vote ${id} in this comparison.`)
  runs.live.changed(OWNER, comparisonId)
  return listVotes(store.db, OWNER, comparisonId)
}

function checkWinner(named: CreateVote['contestants'], winner: string): void {
  const ids = new Set(named.map(({ columnId }) => columnId))
  if (ids.size < named.length)
    throw new ApiError(400, 'contestants: a column stands there more than once.')
  if (winner !== 'tie' && winner !== 'none' && !ids.has(winner))
    throw new ApiError(400, 'winner: it is none of the contestants.')
}
