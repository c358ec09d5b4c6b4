import { describe, expect, it, vi } from 'vitest'
import { UpstreamError } from '../sink'
import { createTestSandbox, serveSandbox } from './served-sandbox'

const hello = {
  model: 'claude-sonnet-4-20250514',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Hello' }],
}

describe('a caller who goes', () => {
  const call = (body: AsyncIterable<Uint8Array> | unknown, signal: AbortSignal) => ({
    method: 'POST',
    path: '/v1/messages',
    headers: [['anthropic-version', '2023-06-01']] as [string, string][],
    body:
      typeof body === 'object' && body !== null && Symbol.asyncIterator in body
        ? (body as AsyncIterable<Uint8Array>)
        : new TextEncoder().encode(JSON.stringify(body)),
    signal,
    silenceFrom: 'start' as const,
  })
  const slow = { ...hello, stream: true, messages: [{ role: 'user', content: '[[pace=1]] Hi' }] }

  it.each([
    ['before the call', slow],
    ['while an answer in JSON is due', { ...slow, stream: false }],
    ['in the middle of a stream', slow],
    [
      'in a stall',
      { ...slow, messages: [{ role: 'user', content: '[[pace=0]] [[stall after=3]] Hi' }] },
    ],
  ])('Item 51: %s leaves no timer behind', async (phase, body) => {
    vi.useFakeTimers()
    try {
      const gone = new AbortController()
      if (phase === 'before the call') gone.abort()
      const fail = vi.fn<(error: UpstreamError) => void>()
      const end = vi.fn()
      const running = createTestSandbox({ tps: 1 }).transport(call(body, gone.signal), {
        head: () => {},
        write: () => {},
        end,
        fail,
      })
      await vi.advanceTimersByTimeAsync(2_500)
      gone.abort()
      await running
      expect(fail.mock.calls.map(([error]) => error.fault)).toEqual(['aborted'])
      expect(end).not.toHaveBeenCalled()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('Item 51: ends a call whose body never comes', async () => {
    const gone = new AbortController()
    const returned = vi.fn(async () => ({ done: true, value: undefined }) as const)
    const never: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}), return: returned }),
    }
    const fail = vi.fn<(error: UpstreamError) => void>()
    const running = createTestSandbox({ tps: 0 }).transport(call(never, gone.signal), {
      head: () => {},
      write: () => {},
      end: () => {},
      fail,
    })
    gone.abort()
    await running
    expect(fail.mock.calls[0]?.[0]).toBeInstanceOf(UpstreamError)
    expect(returned).toHaveBeenCalledOnce()
  })

  it('Item 51: ends a call that waits for a thread which others keep busy', async () => {
    const sandbox = createTestSandbox()
    const long = { ...hello, messages: [{ role: 'user', content: 'Sum up: '.repeat(5_000) }] }
    const ended: string[] = []
    const answer = (name: string, signal: AbortSignal) =>
      sandbox.transport(call(long, signal), {
        head: () => {},
        write: () => {},
        end: () => ended.push(name),
        fail: ({ fault }) => ended.push(`${name} ${fault}`),
      })
    const gone = new AbortController()
    const both = [answer('first', new AbortController().signal), answer('second', gone.signal)]
    await new Promise(setImmediate)
    gone.abort()
    await Promise.all(both)
    expect(ended).toEqual(['second aborted', 'first'])
    await sandbox.close()
  })

  it('Item 51: ends a call whose reader has stopped reading', async () => {
    const gone = new AbortController()
    const fail = vi.fn<(error: UpstreamError) => void>()
    let writes = 0
    const running = createTestSandbox({ tps: 0 }).transport(call(slow, gone.signal), {
      head: () => {},
      write: () => {
        writes++
        gone.abort()
        return new Promise(() => {})
      },
      end: () => {},
      fail,
    })
    await running
    expect(writes).toBe(1)
    expect(fail.mock.calls.map(([error]) => error.fault)).toEqual(['aborted'])
  })

  it('Item 51: closes its side when the socket closes in mid-stream', async () => {
    const served = await serveSandbox({ tps: 5 })
    try {
      const stream = await served.current.messages.create({
        ...hello,
        stream: true,
      })
      for await (const event of stream) if (event.type === 'content_block_delta') break
      await vi.waitFor(() => expect(served.ends).toEqual(['aborted']))
    } finally {
      await served.close()
    }
  })

  it('Item 52: nothing is written while the reader asks to wait', async () => {
    const open: (() => void)[] = []
    let written = 0
    const body = { ...slow, messages: [{ role: 'user', content: '[[pace=0]] [[tokens=90]]' }] }
    const running = createTestSandbox({ tps: 0 }).transport(
      call(body, new AbortController().signal),
      {
        head: () => {},
        write: () => {
          written++
          return new Promise<void>((resolve) => open.push(resolve))
        },
        end: () => {},
        fail: (error) => expect.unreachable(error.message),
      },
    )
    let isDone = false
    void running.then(() => {
      isDone = true
    })
    while (!isDone) {
      expect(open.length).toBeLessThanOrEqual(1)
      open.shift()?.()
      await new Promise(setImmediate)
    }
    expect(written).toBeGreaterThan(10)
  })
})
