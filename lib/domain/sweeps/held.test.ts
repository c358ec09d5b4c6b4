import { expect, test } from 'vitest'
import { type ChatSettings, NO_CHOICES } from '../conversation'
import { isLoopHeld } from './held'

const SETTINGS: ChatSettings = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01', model: 'claude-opus-5-5', maxTokens: 1000 },
  system: '',
  ...NO_CHOICES,
}
const RUN = { settings: SETTINGS, endedAt: 1000 }
const plain = { note: null, startedAt: null, endedAt: null }
const done = (endedAt: number | null) => ({ ...plain, state: 'done' as const, endedAt })

test('A loop has time for its next step from the end of its last call, however long that took', () => {
  const calls = [done(2000), done(9000)]
  expect(isLoopHeld(RUN, calls, 10_000)).toBe(false)
  expect(isLoopHeld(RUN, calls, 20_000)).toBe(true)
})

test('Without calls, or with such as never ran, it has time from the end of its answer', () => {
  for (const calls of [[], [done(null)]]) {
    expect(isLoopHeld(RUN, calls, 2000)).toBe(false)
    expect(isLoopHeld(RUN, calls, 10_000)).toBe(true)
  }
})

test('What runs is waited for unless nobody runs it, what asks somebody is not', () => {
  const running = { ...plain, state: 'running' as const, startedAt: 98_000 }
  expect(isLoopHeld(RUN, [running], 99_000)).toBe(false)
  // Nothing is under way for it: its end could not be stored.
  expect(isLoopHeld(RUN, [running], 110_000)).toBe(true)
  expect(isLoopHeld(RUN, [done(1500), { ...plain, state: 'asking' }], 2000)).toBe(true)
  const step = { ...SETTINGS, loop: { ...SETTINGS.loop, mode: 'step' as const } }
  expect(isLoopHeld({ ...RUN, settings: step }, [done(1500)], 2000)).toBe(true)
})

test('What was stopped is not waited for', () => {
  const stopped = { ...done(1500), note: { code: 'stopped' as const } }
  expect(isLoopHeld(RUN, [done(1500), stopped], 1500)).toBe(true)
})

test('What goes on without calls goes on step by step, too', () => {
  const step = { ...SETTINGS, loop: { ...SETTINGS.loop, mode: 'step' as const } }
  expect(isLoopHeld({ ...RUN, settings: step }, [], 2000)).toBe(false)
})
