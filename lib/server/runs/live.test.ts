import { describe, expect, it } from 'vitest'
import type { Run } from '@/lib/domain/run'
import { NO_TIMING } from '@/lib/domain/timing'
import { fold } from '@/lib/wire/accumulate'
import { Live, type RunSource } from './live'
import { Recorder } from './recorder'

const NOBODY: RunSource = { live: () => null, stored: async () => null }

/** All that a connection says until it ends. */
async function readToEnd(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text()
}

function recorderWith(text: string): Recorder {
  const run: Run = {
    id: 'run',
    source: 'chat',
    conversationId: null,
    messageId: null,
    upstream: 'anthropic',
    isSandbox: false,
    model: 'm',
    apiVersion: '2023-06-01',
    contextKey: null,
    status: 'streaming',
    httpStatus: 200,
    requestId: null,
    retry: null,
    error: null,
    message: null,
    timing: NO_TIMING,
    createdAt: 0,
    endedAt: null,
  }
  const recorder = new Recorder(run, { onBytes: () => {}, onEnd: () => {} })
  const delta = { type: 'text_delta', text }
  recorder.fold = fold(recorder.fold, { type: 'content_block_delta', index: 0, delta })
  return recorder
}

describe('the live connections', () => {
  it('End one that asks for what the store cannot read, so that the tab comes back', async () => {
    const live = new Live('boot', {
      ...NOBODY,
      stored: () => Promise.reject(new Error('disk I/O error')),
    })
    expect(await readToEnd(live.connect('me', new Map([['run', 0]])))).toContain('event: hello')
    expect(live.size).toBe(0)
  })

  it('End all at once, those too whose reader is far behind', async () => {
    const recorder = recorderWith('x'.repeat(17 * 1024 * 1024))
    const live = new Live('boot', { ...NOBODY, live: () => recorder })
    const readers = [1, 2].map(() => live.connect('me', new Map([['run', 0]])))
    live.close()
    expect(live.size).toBe(0)
    for (const reader of readers) {
      expect((await readToEnd(reader)).length).toBeGreaterThan(17 * 1024 * 1024)
    }
  })
})
