import { expect, test } from '@playwright/test'
import { takeSeed } from '../harness/upstream/random'
import { runReloads } from '../soak/reloads'
import { formatReport } from '../soak/report'

// The soak's scenario in small; SEED=n repeats a run, `npm run soak` runs the full count.
test('Tabs that are reloaded at random moments show a beginning of the answer, and in the end all of it once', async () => {
  test.slow()
  const report = await runReloads({ reloads: 10, seed: takeSeed() })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(report.figures.reloads).toBe(10)
  expect(report.figures['in mid-stream']).toBeGreaterThan(0)
})
