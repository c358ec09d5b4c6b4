import { expect, test } from 'vitest'
import { standingOf } from './standing'
import type { SweepState, SweepSummary } from './sweep'

function sweep(state: SweepState, ended: number): SweepSummary {
  return { id: state, kind: 'grid', repeats: 5, variants: 4, createdAt: 1, state, ended }
}

test('What runs is told before what is paused, and what is over is not told', () => {
  expect(standingOf([])).toBeNull()
  expect(standingOf([sweep('done', 20), sweep('stopped', 20)])).toBeNull()
  expect(standingOf([sweep('done', 20), sweep('paused', 3)])).toEqual({
    ...{ state: 'paused', ended: 3, all: 20 },
  })
  expect(standingOf([sweep('paused', 3), sweep('running', 7), sweep('running', 2)])).toEqual({
    ...{ state: 'running', ended: 9, all: 40 },
  })
})
