import { expect, test } from 'vitest'
import { takeSeed } from '../harness/upstream/random'
import { runEdits } from '../soak/edits'
import { formatReport } from '../soak/report'

// The soak's scenario in small; SEED=n repeats a run, `npm run soak` runs the full count.
const seed = takeSeed()

test(`After any sequence of edits, branches, changes of system or tools and results, the strict sandbox refuses nothing (seed ${seed})`, async () => {
  const report = await runEdits({ sequences: 10, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(Number(report.figures['answer by hand'])).toBeGreaterThan(0)
}, 120_000)
