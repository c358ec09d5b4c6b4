import { expect, test } from 'vitest'
import { sampleReport } from '@/e2e/harness/sample-report'
import { comparisonJson, runIdsOf } from './json'

test('All requests and answers are in the file: what was asked, whole runs, and each body as it was sent', () => {
  const hostile = '</script><!--\u2028 "quoted"'
  const report = sampleReport([
    { turns: [{ question: hostile, answer: hostile }] },
    { turns: [{ question: hostile, answer: 'b' }] },
    { turns: [] },
  ])
  expect(runIdsOf(report)).toEqual(['run-1-1', 'run-2-1'])
  const bodies = new Map([
    ['run-1-1', '{"model":"m","max_tokens":1}'],
    ['run-2-1', null],
  ])
  const file = JSON.parse(comparisonJson(report, bodies))
  expect(file).toMatchObject({ schema: 'parley.comparison', version: 1 })
  expect(file.columns).toHaveLength(3)
  const [first, second, ...none] = file.turns[0].answers
  expect(none).toEqual([])
  expect(first).toMatchObject({
    column: 1,
    question: { role: 'user', content: [{ type: 'text', text: hostile }] },
    figures: { state: 'complete', inTokens: 10, outTokens: 20 },
    turns: [{ request: { model: 'm', max_tokens: 1 } }],
  })
  expect(first.turns[0].run).toEqual(report.turns[0]?.cells[0]?.runs[0])
  expect(second.turns[0].request).toBeNull()
})

test('A body that would not be the same when it is written anew stays the text that it was', () => {
  const report = sampleReport([{ turns: [{ question: 'a', answer: 'b' }] }])
  for (const text of ['{"n":12345678901234567890}', '{ "a": 1 }', 'no JSON']) {
    const file = JSON.parse(comparisonJson(report, new Map([['run-1-1', text]])))
    expect(file.turns[0].answers[0].turns[0].request).toBe(text)
  }
})
