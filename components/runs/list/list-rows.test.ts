import { expect, test } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
import { summarizeRun } from '@/lib/domain/run-summary'
import { toListRows } from './list-rows'

function at(id: string, time: Date) {
  const asked = { upstream: 'a', isSandbox: false, model: 'm', apiVersion: '' }
  const run = newRun({ ...asked, id, source: 'gateway', createdAt: time.getTime() })
  return summarizeRun(run, null)
}

test('Runs stand under their local day, those of today under none', () => {
  const now = new Date(2026, 10, 22, 15)
  const runs = [
    at('a', new Date(2026, 10, 22, 0, 0, 1)),
    at('b', new Date(2026, 10, 21, 23, 59, 59)),
    at('c', new Date(2026, 10, 21, 1)),
    at('d', new Date(2026, 10, 18)),
  ]
  expect(toListRows(runs, now).map(({ key }) => key)).toEqual([
    'a',
    `day ${new Date(2026, 10, 21).getTime()}`,
    'b',
    'c',
    `day ${new Date(2026, 10, 18).getTime()}`,
    'd',
  ])
})
