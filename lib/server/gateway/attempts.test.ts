import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
import { Recorder } from '../runs/recorder'
import { toApiError } from '../upstream/ask'
import { type Sink, type Upstream, UpstreamError } from '../upstream/sink'
import { askInTurn } from './attempts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Asks where nobody can be reached; answers how often, and what the client is told in the end. */
async function askInVain(isRetrying: boolean) {
  const run = { source: 'gateway', upstream: 'u', isSandbox: false, model: 'm', apiVersion: '' }
  const hooks = { onNews: () => {}, onChange: () => {}, onEnd: () => {} }
  const told: UpstreamError[] = []
  const out: Sink = {
    head: () => {},
    write: () => {},
    end: () => {},
    fail: (error) => void told.push(error),
  }
  const ask = vi.fn(async (_: unknown, sink: Sink) => {
    sink.fail(new UpstreamError('unreachable', 'nobody is there.'))
  })
  const upstream = { name: 'u', isSandbox: false, keyId: null } as Upstream
  const asking = askInTurn({
    targets: [{ upstream, model: 'm', body: Buffer.alloc(0), isRewritten: false }],
    isRetrying,
    ask,
    out,
    extra: [],
    recorder: new Recorder(newRun({ id: 'r', ...run, source: 'gateway' }), hooks),
    signal: new AbortController().signal,
  })
  await vi.runAllTimersAsync()
  await asking
  return { calls: ask.mock.calls.length, errors: told.map(toApiError) }
}

it('Who was not reached though it was tried again tells SDKs to retry no more', async () => {
  const { calls, errors } = await askInVain(true)
  expect(calls).toBe(4)
  expect(errors).toMatchObject([{ status: 502, headers: { 'x-should-retry': 'false' } }])
})

it('Who was not reached leaves it to the client where nothing is tried again', async () => {
  const { calls, errors } = await askInVain(false)
  expect(calls).toBe(1)
  expect(errors).toMatchObject([{ status: 502, headers: {} }])
  expect(errors[0]?.headers).not.toHaveProperty('x-should-retry')
})
