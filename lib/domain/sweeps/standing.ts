import type { SweepSummary } from './sweep'

/** The sweeps of a comparison that are not over, as one. */
export interface Standing {
  state: 'running' | 'paused'
  /** Cells that have ended, and all. */
  ended: number
  all: number
}

/** How far the sweeps are that run; where none does, those that are paused; null where all are over. */
export function standingOf(sweeps: readonly SweepSummary[]): Standing | null {
  for (const state of ['running', 'paused'] as const) {
    const those = sweeps.filter((sweep) => sweep.state === state)
    if (those.length === 0) continue
    const ended = those.reduce((sum, sweep) => sum + sweep.ended, 0)
    const all = those.reduce((sum, { variants, repeats }) => sum + variants * repeats, 0)
    return { state, ended, all }
  }
  return null
}
