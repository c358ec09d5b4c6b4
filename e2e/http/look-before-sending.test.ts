import { expect, test } from 'vitest'
import { takeSeed } from '../harness/upstream/random'
import { runPreflight } from '../soak/preflight'
import { formatReport } from '../soak/report'

// The soak's scenario in small; SEED=n repeats a run, `npm run soak` runs the full count.
const seed = takeSeed()

test(`Something is said against a request before it is sent exactly where the sandbox then refuses it, and in the same words (seed ${seed})`, async () => {
  const report = await runPreflight({ requests: 40, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(Number(report.figures.refused)).toBeGreaterThan(10)
  expect(Number(report.figures.refused)).toBeLessThan(35)
}, 120_000)
