import { expect, test } from 'vitest'
import {
  foldNames,
  groupUsage,
  MEASURE_OF,
  sumUsage,
  type UsageRow,
  usageQuerySchema,
} from './usage'
import { usageCsv } from './usage-csv'
import { dayName, zoneOffsets } from './zone-days'

const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  ...{ day: '2026-11-22', name: 'a', isSandbox: false, runs: 1, errors: 0 },
  ...{ input: 10, cacheRead: 5, cacheWrite: 1, output: 20, cost: 0.5, unknown: 0 },
  ...over,
})

test('The few names of most runs keep their rows, and the rest of each day is one', () => {
  const rows = [
    row({ name: 'rare' }),
    row({ name: 'often', runs: 9 }),
    row({ name: 'seldom', runs: 2, unknown: 1 }),
    row({ name: 'rare', day: '2026-11-21', isSandbox: true }),
  ]
  expect(foldNames(rows, 3)).toEqual(rows)
  const folded = foldNames(rows, 2)
  expect(folded.map(({ day, name, runs }) => [day, name, runs])).toEqual([
    ['2026-11-21', null, 1],
    ['2026-11-22', 'often', 9],
    ['2026-11-22', null, 3],
  ])
  expect(sumUsage(folded)).toEqual(sumUsage(rows))
  expect(MEASURE_OF.tokens(sumUsage(rows))).toBe(4 * 36)
  expect(groupUsage(rows, 'name').get('rare')?.runs).toBe(2)
})

test.each([
  ['since=1&until=2&zone=Mars/Olympus'],
  ['since=1'],
  ['since=1&until=2&by=mood'],
  [`since=0&until=${401 * 86_400_000}`],
  ['since=1&until=2&offset=1'],
])('Usage is not asked for by %s', (text) => {
  const asked = Object.fromEntries(new URLSearchParams(text))
  expect(usageQuerySchema.safeParse(asked).success).toBe(false)
})

test('The days of a zone follow its clocks when they are put forward and back', () => {
  const at = (text: string) => Date.parse(text)
  const HOUR = 3_600_000
  expect(zoneOffsets('Asia/Kolkata', at('2026-01-01'), at('2026-12-31'))).toEqual([
    { from: at('2026-01-01'), ahead: 5.5 * HOUR },
  ])
  expect(zoneOffsets('Europe/Berlin', at('2026-01-01'), at('2026-12-31'))).toEqual([
    { from: at('2026-01-01'), ahead: HOUR },
    { from: at('2026-03-29T01:00:00Z'), ahead: 2 * HOUR },
    { from: at('2026-10-25T01:00:00Z'), ahead: HOUR },
  ])
  expect(dayName(Math.floor(at('2026-11-22T23:59:59Z') / (24 * HOUR)))).toBe('2026-11-22')
})

test('A file for other programs quotes what needs it, defuses formulas and writes numbers plainly', () => {
  const rows = [
    row({ name: '=HYPERLINK("http://x")', cost: 1234567.5 }),
    row({ name: '+1' }),
    row({ name: '-1' }),
    row({ name: '@cmd' }),
    row({ name: 'two, "quoted"\nlines' }),
    row({ name: null, isSandbox: true }),
  ]
  const figures = '1,0,10,5,1,20,0.5,0'
  expect(usageCsv(rows, 'model', (name) => name ?? 'others')).toBe(
    [
      '\uFEFFday,model,sandbox,runs,errors,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,cost_usd,runs_of_unknown_cost',
      `2026-11-22,"'=HYPERLINK(""http://x"")",false,1,0,10,5,1,20,1234567.5,0`,
      `2026-11-22,'+1,false,${figures}`,
      `2026-11-22,'-1,false,${figures}`,
      `2026-11-22,'@cmd,false,${figures}`,
      `2026-11-22,"two, ""quoted""\nlines",false,${figures}`,
      `2026-11-22,others,true,${figures}`,
      '',
    ].join('\r\n'),
  )
  expect(usageCsv([row()], 'day', () => '').split('\r\n')[1]).toBe(`2026-11-22,false,${figures}`)
})
