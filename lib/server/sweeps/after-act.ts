import 'server-only'
import { type ChangeSweep, isOverSweep, type Sweep } from '@/lib/domain/sweeps/sweep'
import { ApiError } from '@/lib/wire/errors'

/** How a sweep is to stand; what is not said is not paused by anybody, and keeps its cap. */
export type Stand = Pick<Sweep, 'state'> & Partial<Pick<Sweep, 'pausedBy' | 'cap'>>

const STATES = { pause: 'paused', resume: 'running', stop: 'stopped' } as const

/**
 * How a sweep stands after an act of a person; null where it does already, or where nothing has failed that
 * could be asked again. Throws 409 where it is over.
 */
export function standAfter(sweep: Sweep, change: ChangeSweep): Stand | null {
  const { act, cap = sweep.cap } = change
  const { state, endedAt, cells } = sweep
  const isOver = isOverSweep(state)
  if (act === 'again' && state !== 'stopped') {
    const isOfThisEnd = state === 'done' && endedAt === change.endedAt
    const hasFailed = cells.some((cell) => cell.state === 'failed')
    return isOfThisEnd && hasFailed ? { state: 'running', cap } : null
  }
  if (isOver && act === 'stop') return null
  if (isOver || act === 'again') throw new ApiError(409, 'This sweep is over. Start another one.')
  return { state: STATES[act], pausedBy: act === 'pause' ? 'person' : null, cap }
}
