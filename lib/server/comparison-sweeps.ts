import 'server-only'
import { capFlaw, estimateSweep, type SweepEstimate } from '@/lib/domain/sweeps/estimate'
import {
  type AskedSweep,
  type ChangeSweep,
  cellsOf,
  type ShownSweep,
  type StartSweep,
  type Sweep,
  type SweepList,
  shownSweep,
} from '@/lib/domain/sweeps/sweep'
import { ApiError } from '@/lib/wire/errors'
import { noComparison, readBareComparison } from './comparisons'
import type { Parley } from './parley'
import { chainTurns, turnsAsSent } from './sent-turns'
import { findConversation } from './store/conversations'
import { insertConversation } from './store/insert-conversation'
import { OWNER } from './store/schema'
import { findSweep, insertSweep, listSweeps } from './store/sweeps'
import { noSweep } from './sweeps/no-sweep'
import { type PlannedVariant, planSweep } from './sweeps/plan-sweep'
import { takenId } from './taken-id'

/** All sweeps of a comparison, the newest first. Throws 404. */
export async function readSweeps(parley: Parley, comparisonId: string): Promise<SweepList> {
  await readBareComparison(parley, comparisonId)
  return { sweeps: await listSweeps(parley.store.db, OWNER, comparisonId) }
}

/** One sweep of a comparison. Throws 404. */
export async function readSweep(
  parley: Parley,
  comparisonId: string,
  id: string,
): Promise<ShownSweep> {
  await readBareComparison(parley, comparisonId)
  const sweep = await findSweep(parley.store.db, OWNER, id)
  if (sweep?.comparisonId !== comparisonId) throw noSweep(id)
  return shownSweep(sweep, parley.sweeps.waitOf(id))
}

/** About what a sweep would take. Throws 400, 404, 409. */
export async function estimateComparisonSweep(
  parley: Parley,
  comparisonId: string,
  asked: AskedSweep,
): Promise<SweepEstimate> {
  const variants = await planSweep(parley, comparisonId, asked)
  return estimateOf({ variants, repeats: asked.repeats })
}

/** Starts a sweep; the same id and cap again answers the one that is there. Throws 400, 404, 409. */
export async function startSweep(
  parley: Parley,
  comparisonId: string,
  { id, cap, ...asked }: StartSweep,
): Promise<ShownSweep> {
  const { store, runs, sweeps } = parley
  const known = await findSweep(store.db, OWNER, id)
  if (known !== undefined && known.comparisonId !== comparisonId) throw takenId('sweep', id)
  if (known !== undefined) return joinSweep(parley, known, cap)
  const { title } = await readBareComparison(parley, comparisonId)
  const { kind, repeats } = asked
  const planned = await planSweep(parley, comparisonId, asked)
  checkCap(cap, { variants: planned, repeats })
  const begun = new Map(kind === 'grid' ? planned.map(beginVariant) : [])
  const variants = planned.map(({ variant, question: { path }, estimate }) => {
    const asking = begun.get(variant.conversationId)?.turns ?? path
    return { ...variant, questionId: asking.at(-1)?.id ?? '', estimate }
  })
  const sweep: Sweep = {
    ...{ id, comparisonId, kind, repeats, variants, cap },
    ...{ state: 'running', pausedBy: null },
    cells: cellsOf(variants.length, repeats),
    ...{ createdAt: Date.now(), endedAt: null },
  }
  const isMine = await store.db.transaction().execute(async (tx) => {
    // Perhaps a moment ago, by the same call again.
    if ((await findSweep(tx, OWNER, id)) !== undefined) return false
    const row = await findConversation(tx, OWNER, comparisonId)
    if (row === undefined || row.deleted_at !== null) throw noComparison(comparisonId)
    for (const [conversationId, { settings, turns }] of begun) {
      if ((await findConversation(tx, OWNER, conversationId)) !== undefined) {
        throw takenId('variant', conversationId)
      }
      const whole = { id: conversationId, title, settings, turns, calls: [], comparisonId }
      await insertConversation(tx, OWNER, whole)
    }
    await insertSweep(tx, OWNER, sweep)
    return true
  })
  runs.live.changed(OWNER, comparisonId)
  if (isMine) sweeps.begin(sweep)
  return isMine ? readSweep(parley, comparisonId, id) : joinSweep(parley, sweep, cap)
}

/** The sweep that is there. Nobody shall think that it keeps another cap than it does. */
async function joinSweep(
  parley: Parley,
  { comparisonId, id }: Pick<Sweep, 'comparisonId' | 'id'>,
  cap: number | null,
): Promise<ShownSweep> {
  const sweep = await readSweep(parley, comparisonId, id)
  if (sweep.cap === cap) return sweep
  const has = sweep.cap === null ? 'without a cap' : `with a cap of ${sweep.cap} US dollars`
  throw new ApiError(
    409,
    `This sweep has begun already, ${has}, and keeps to that. Look at it among the sweeps of this comparison; stop it there if that is not what you want.`,
  )
}

/** Pauses, resumes or stops a sweep, or asks again what has failed. Throws 400, 404, 409. */
export async function changeSweep(
  parley: Parley,
  comparisonId: string,
  sweepId: string,
  change: ChangeSweep,
): Promise<ShownSweep> {
  await readBareComparison(parley, comparisonId)
  const { cap } = change
  const known = cap === undefined ? undefined : await findSweep(parley.store.db, OWNER, sweepId)
  if (cap !== undefined && known !== undefined) checkCap(cap, known)
  await parley.sweeps.act(comparisonId, sweepId, change)
  return readSweep(parley, comparisonId, sweepId)
}

/** The conversation that a variant of a grid is asked in: all that stands before the question, as it would go. */
function beginVariant({ variant, question: { path, runs } }: PlannedVariant) {
  const { conversationId, settings } = variant
  const turns = chainTurns(turnsAsSent(path, runs, variant), conversationId)
  return [conversationId, { settings, turns }] as const
}

interface Estimated {
  variants: readonly Pick<PlannedVariant, 'estimate'>[]
  repeats: number
}

function estimateOf({ variants, repeats }: Estimated): SweepEstimate {
  return estimateSweep(
    variants.map(({ estimate }) => estimate),
    { repeats },
  )
}

function checkCap(cap: number | null, plan: Estimated): void {
  const flaw = capFlaw(cap, estimateOf(plan))
  if (flaw !== null) throw new ApiError(400, CAP_FLAWS[flaw])
}

const CAP_FLAWS = {
  unheld:
    'cap: what some of these runs may cost is not known, so that no cap can be held. Set a price for their models in Settings, leave out tools that the upstream runs, or start without a cap.',
  missing:
    'cap: these runs cost something. Name what they may cost together at most, in US dollars.',
} as const
