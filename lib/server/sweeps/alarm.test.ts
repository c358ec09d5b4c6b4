import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Alarm } from './alarm'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('An alarm rings when it is to, once, however far off that is', async () => {
  const ring = vi.fn()
  const alarm = new Alarm(ring)
  const days = 40 * 24 * 3_600_000
  alarm.set(Date.now() + days)
  await vi.advanceTimersByTimeAsync(days - 1)
  expect(ring).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(days)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('An alarm that is set anew or taken back does not ring when it would have', async () => {
  const ring = vi.fn()
  const alarm = new Alarm(ring)
  alarm.set(Date.now() + 100_000)
  alarm.set(Date.now() + 200_000)
  await vi.advanceTimersByTimeAsync(150_000)
  alarm.set(null)
  await vi.advanceTimersByTimeAsync(150_000)
  expect(ring).not.toHaveBeenCalled()
})
