import 'server-only'
import type { ChangeSweep, Sweep } from '@/lib/domain/sweeps/sweep'
import { ApiError } from '@/lib/wire/errors'

/** How a sweep is to stand; what is not said is not paused by anybody, and keeps its cap. */
export type Stand = Pick<Sweep, 'state'> & Partial<Pick<Sweep, 'pausedBy' | 'cap'>>

const STATES = { pause: 'paused', resume: 'running', stop: 'stopped' } as const

/** How a sweep stands after an act of a person; null where it does already. Throws 409 where it is over. */
export function standAfter(sweep: Sweep, { act, cap = sweep.cap }: ChangeSweep): Stand | null {
  if (sweep.state === 'done' || sweep.state === 'stopped') {
    if (act === 'stop') return null
    throw new ApiError(409, 'This sweep is over. Start another one.')
  }
  return { state: STATES[act], pausedBy: act === 'pause' ? 'person' : null, cap }
}
