import { expect, test } from 'vitest'
import { takeSeed } from '../harness/upstream/random'
import { runCuts } from '../soak/cuts'
import { runKills } from '../soak/kills'
import { formatReport } from '../soak/report'

// The soak's scenarios in small; SEED=n repeats a run, `npm run soak` runs the full counts.
const seed = takeSeed()

test(`A server killed in mid-stream keeps every turn and all but the last moment of text (seed ${seed})`, async () => {
  const report = await runKills({ kills: 5, streams: 20, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(Number(report.figures['streams cut in the middle'])).toBeGreaterThan(0)
}, 120_000)

test(`A cut stream is stored as exactly what came of it and is never complete (seed ${seed})`, async () => {
  const report = await runCuts({ cuts: 60, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(report.figures['points, each by FIN and by RST']).toBe(60)
}, 120_000)
