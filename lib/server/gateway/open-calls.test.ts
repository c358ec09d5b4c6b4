import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OpenCalls } from './open-calls'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = () => new AbortController().signal

/** A call that is over as soon as it is told to end; answers how it went. */
function openCall(calls: OpenCalls) {
  const call = { isEnded: false, over: () => {} }
  call.over = calls.open(() => {
    call.isEnded = true
    call.over()
  })
  return call
}

describe('the end of the open calls', () => {
  it('Comes at once when there are none', async () => {
    const calls = new OpenCalls()
    openCall(calls).over()
    await calls.close(never())
  })

  it('Waits for the calls that end by themselves, and ends none of them', async () => {
    const calls = new OpenCalls()
    const [first, second] = [openCall(calls), openCall(calls)]
    const closing = calls.close(never())
    first.over()
    second.over()
    await closing
    expect([first.isEnded, second.isEnded]).toEqual([false, false])
  })

  it('Ends the calls that are left when their time is over, and no sooner', async () => {
    const calls = new OpenCalls()
    const call = openCall(calls)
    const closing = calls.close(never())
    await vi.advanceTimersByTimeAsync(1999)
    expect(call.isEnded).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await closing
    expect(call.isEnded).toBe(true)
  })

  it('Ends them at once for who is in a hurry, before or after', async () => {
    for (const isBefore of [true, false]) {
      const calls = new OpenCalls()
      const call = openCall(calls)
      const hurry = new AbortController()
      if (isBefore) hurry.abort()
      const closing = calls.close(hurry.signal)
      hurry.abort()
      await closing
      expect(call.isEnded).toBe(true)
    }
  })

  it('Comes although a call does not end when it is told to', async () => {
    const calls = new OpenCalls()
    calls.open(() => {})
    const closing = calls.close(never())
    await vi.advanceTimersByTimeAsync(2500)
    await closing
  })

  it('Lets no new call in from its beginning on', async () => {
    const calls = new OpenCalls()
    const call = openCall(calls)
    const closing = calls.close(never())
    expect(() => openCall(calls)).toThrow(/stopping/)
    call.over()
    await closing
    expect(() => openCall(calls)).toThrow(/stopping/)
  })
})
