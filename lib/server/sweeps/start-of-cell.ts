import 'server-only'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { placeForAnswer } from '@/lib/domain/prefill'
import type { Cell, Sweep } from '@/lib/domain/sweeps/sweep'
import { findComparison } from '../store/comparisons'
import { type Db, OWNER } from '../store/schema'
import { readTurns } from '../store/turns'
import type { CellFlight } from './under-way'

/** A cell with one more run, which is to be begun. */
export function begunCell(before: Cell): Cell {
  const attempt = { runId: newId(), messageId: newId(), spent: null }
  return { ...before, state: 'begun', attempts: [...before.attempts, attempt] }
}

/** What a cell asks, as a screen would: another answer to the question of its variant. */
export async function startOfCell(
  db: Db,
  { sweep, cell, ...flight }: CellFlight,
): Promise<StartRun> {
  const variant = sweep.variants[cell.variant]
  if (variant === undefined) throw new Error(`The cell ${cell.index} is of no variant.`)
  const { conversationId, questionId, settings, withheld, maxTokens, account } = variant
  // The beginning that an answer is given stands once under its question.
  const isPlain = settings.prefill === ''
  const messages = isPlain ? [] : await readTurns(db, OWNER, conversationId)
  const place = isPlain
    ? { parentId: questionId, prefill: null }
    : placeForAnswer({ messages }, questionId, settings, withheld)
  return {
    ...{ id: flight.runId, conversationId, parentId: place.parentId, userMessage: null },
    prefill: place.prefill === null ? null : { id: newId(), text: place.prefill },
    assistantMessageId: flight.messageId,
    ...{ settings, withheld, maxTokens, account, hasNewResults: false },
  }
}

/** True for a cell whose column was removed: nobody would see what its answer costs. */
export async function isRemoved(
  db: Db,
  { kind, comparisonId, variants }: Sweep,
  { variant }: Cell,
): Promise<boolean> {
  if (kind === 'grid') return false
  const columns = (await findComparison(db, OWNER, comparisonId))?.columns
  return columns?.includes(variants[variant]?.conversationId ?? '') === false
}
