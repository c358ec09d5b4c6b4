import { expect, test } from 'vitest'
import type { RunStatus } from '../run'
import { canAskOnce, isCallNeverRun, isRunnable } from './loop'

test('A call can be run unless a person answers it or its arguments do not fit', () => {
  expect(isRunnable({ by: 'http', note: null })).toBe(true)
  expect(isRunnable({ by: 'http', note: { code: 'denied' } })).toBe(true)
  expect(isRunnable({ by: 'hand', note: null })).toBe(false)
  expect(isRunnable({ by: 'http', note: { code: 'invalidInput', problem: 'n' } })).toBe(false)
})

test('Not to be asked again can be chosen only where the tool asks once, and nothing else does', () => {
  const asking = { state: 'asking' as const, note: null }
  expect(canAskOnce(asking, 'conversation')).toBe(true)
  expect(canAskOnce(asking, 'each')).toBe(false)
  expect(canAskOnce(asking, undefined)).toBe(false)
  expect(canAskOnce({ ...asking, state: 'done' }, 'conversation')).toBe(false)
  for (const note of [
    { code: 'stepLimit' as const, steps: 2 },
    { code: 'budget' as const, budget: 1 },
    { code: 'budgetUnknown' as const },
    { code: 'outsideResults' as const },
    { code: 'toolChanged' as const },
  ]) {
    expect(canAskOnce({ ...asking, note }, 'conversation')).toBe(false)
  }
})

test.each<[RunStatus, string | null, boolean]>([
  ['complete', 'tool_use', false],
  ['complete', 'max_tokens', true],
  ['complete', 'end_turn', true],
  ['stopped', null, true],
  ['streaming', null, false],
])(
  'Of an answer that is %s with stop_reason %s it is %s that none of its calls is run',
  (status, stop_reason, is) => {
    expect(isCallNeverRun({ status, message: { stop_reason } })).toBe(is)
  },
)
