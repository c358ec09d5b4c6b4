import { expect, test } from 'vitest'
import { askedAgain, attemptsSince, costAgain } from './ask-again'
import { type Attempt, type Cell, cellsOf, spentOf } from './sweep'

const attempt = (runId: string): Attempt => ({
  ...{ runId, messageId: `${runId}-answer` },
  spent: { usd: 1, isBound: false },
})
const cell = (over: Partial<Cell>): Cell => ({ ...cellsOf(1, 1)[0], ...over }) as Cell

test('What is asked again keeps what it was asked before, what that cost, and why it failed', () => {
  const failed = cell({
    ...{ state: 'failed', problem: { kind: 'held' } },
    attempts: [attempt('turned-away'), attempt('held')],
  })
  const [again] = askedAgain([cell({ state: 'done', attempts: [attempt('whole')] }), failed])
  expect(again).toEqual({
    ...failed,
    ...{ state: 'waiting', problem: null },
    attempts: [attempt('turned-away'), { ...attempt('held'), failedAs: { kind: 'held' } }],
  })
  expect(spentOf([failed])).toEqual(spentOf(again ? [again] : []))
})

test('How often a cell was turned away is counted anew when it is asked again', () => {
  const failed = cell({ state: 'failed', attempts: ['a', 'b', 'c'].map(attempt) })
  expect(attemptsSince(failed)).toBe(3)
  const [again] = askedAgain([failed])
  expect(again && attemptsSince(again)).toBe(0)
  const attempts = [...(again?.attempts ?? []), attempt('d')]
  expect(attemptsSince({ attempts })).toBe(1)
})

test('A cap has room for what is asked again beside all that was spent, or a higher one is named that has', () => {
  const estimate = { inputTokens: 1, least: 0, most: 0.123 }
  const variants = [{ conversationId: 'c', choice: {}, upstream: 'u', model: 'm', estimate }]
  const failed = cell({ state: 'failed', attempts: [attempt('a')] })
  const cells = [cell({ state: 'done', attempts: [attempt('b')] }), failed]
  expect(costAgain({ variants, cells, cap: 2.123 })).toEqual({
    ...{ count: 1, most: 0.123, enough: null },
  })
  expect(costAgain({ variants, cells, cap: 2.12 }).enough).toBe(2.13)
  expect(costAgain({ variants, cells, cap: null }).enough).toBeNull()
})
