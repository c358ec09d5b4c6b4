import { expect, it } from 'vitest'
import { untilAborted } from './abort'
import { UpstreamError } from './sink'

it('What fails after its caller has gone is nobody’s error any more', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  try {
    const failed = Promise.reject(new Error('too late'))
    await expect(untilAborted(failed, AbortSignal.abort())).rejects.toThrow(UpstreamError)
    // Node reports it between two turns of its loop.
    await new Promise(setImmediate)
    expect(unhandled).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})
