import { expect, test } from 'vitest'
import { createRandom } from '@/e2e/harness/upstream/random'
import { seed } from '@/lib/wire/__fixtures__/seed'
import { type Interval, medianInterval, medianRanks, sequentialInterval } from './interval'

const random = createRandom(seed)
const TRIALS = 4000

/** In which share of many trials an interval holds the truth. */
function shareHeld(draw: () => { interval: Interval | null; truth: number }): number {
  let held = 0
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const { interval, truth } = draw()
    if (interval !== null && interval.low <= truth && truth <= interval.high) held += 1
  }
  return held / TRIALS
}

const sample = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw)
/** Six standard errors of the share: one seed in hundreds of millions is beyond. */
const within = (share: number) => 6 * Math.sqrt((share * (1 - share)) / TRIALS)

test.each([6, 10, 15, 40])(
  'The interval of the median of %d values holds it as often as it says, however skew they are',
  (count) => {
    const exponential = () => -Math.log(1 - random())
    const share = shareHeld(() => ({
      interval: medianInterval(sample(count, exponential)),
      truth: Math.LN2,
    }))
    const stated = medianRanks(count)?.coverage ?? 0
    expect(Math.abs(share - stated)).toBeLessThan(within(stated))
  },
)

test('The interval of a share holds it after each of 40 votes at once in at least 95 of 100 cases, whatever the share', () => {
  const share = shareHeld(() => {
    const truth = 0.05 + 0.9 * random()
    let successes = 0
    let interval: Interval | null = null
    for (let count = 1; count <= 40; count += 1) {
      if (random() < truth) successes += 1
      interval = sequentialInterval(successes, count)
      if (interval !== null && (truth < interval.low || interval.high < truth)) break
    }
    return { interval, truth }
  })
  expect(share).toBeGreaterThanOrEqual(0.95)
})
