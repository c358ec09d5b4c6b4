import { expect, it } from 'vitest'
import { MEASURED_RUNS, type MeasuredRun, measureRuns } from './measures'

const run = (over: Partial<MeasuredRun> = {}): MeasuredRun => ({
  upstream: 'anthropic',
  model: 'claude-opus-5-5',
  isSandbox: false,
  createdAt: 0,
  firstToken: 100,
  tokensPerSecond: 50,
  cost: 0.015625,
  ...over,
})

it('Each figure is the median of the runs that have it, and says of how many', () => {
  const runs = [
    run({ firstToken: 300, cost: null }),
    run({ firstToken: null, tokensPerSecond: 70 }),
    run({ firstToken: 100, tokensPerSecond: 60, cost: 0.03125 }),
  ]
  expect(measureRuns(runs)).toEqual([
    {
      upstream: 'anthropic',
      model: 'claude-opus-5-5',
      isSandbox: false,
      runs: 3,
      firstToken: { median: 200, of: 2 },
      tokensPerSecond: { median: 60, of: 3 },
      cost: { median: 0.0234375, of: 2 },
    },
  ])
})

it('A figure that no run has is none, not nought', () => {
  expect(measureRuns([run({ firstToken: null })])[0]?.firstToken).toBeNull()
  expect(measureRuns([])).toEqual([])
})

it('Runs of an alias are runs of its model; other upstreams and the sandbox stand apart', () => {
  const runs = [
    run({ model: 'claude-haiku-4-5' }),
    run({ model: 'claude-haiku-4-5-20251001' }),
    run({ model: 'claude-haiku-4-5', upstream: 'other' }),
    run({ model: 'claude-haiku-4-5', isSandbox: true }),
  ]
  expect(measureRuns(runs).map(({ model, runs: count }) => [model, count])).toEqual([
    ['claude-haiku-4-5-20251001', 2],
    ['claude-haiku-4-5-20251001', 1],
    ['claude-haiku-4-5-20251001', 1],
  ])
})

it('Only the latest runs count', () => {
  const runs = Array.from({ length: MEASURED_RUNS + 50 }, (_, at) =>
    run({ createdAt: at, firstToken: at < 50 ? 9_000 : 1 }),
  )
  expect(measureRuns(runs)[0]).toMatchObject({
    runs: MEASURED_RUNS,
    firstToken: { median: 1, of: MEASURED_RUNS },
  })
})
