import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { newRun } from '@/lib/domain/new-run'
import { encodeSse } from '@/lib/wire/sse'
import { Live, type RunSource } from './live'
import { Recorder } from './recorder'

const NOBODY: RunSource = { live: () => null, stored: async () => null, isUnsaved: () => false }

/** All that a connection says until it ends. */
async function readToEnd(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text()
}

function recorderWith(text: string): Recorder {
  const run = newRun({
    id: 'run',
    source: 'chat',
    upstream: 'anthropic',
    isSandbox: false,
    model: 'm',
    apiVersion: '2023-06-01',
    status: 'streaming',
    httpStatus: 200,
    createdAt: 0,
  })
  const recorder = new Recorder(run, { onNews: () => {}, onChange: () => {}, onEnd: () => {} })
  const delta = { type: 'text_delta', text }
  const event = { type: 'content_block_delta', index: 0, delta }
  recorder.head(200, [['content-type', 'text/event-stream']])
  recorder.write(Buffer.from(encodeSse(event.type, event)))
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

  it('Say by their hello that calls of tools moved while a tab changed its connection', async () => {
    const live = new Live('boot', NOBODY)
    const before = live.connect('me', new Map())
    live.close()
    live.calls('me', 'conversation', 'turn', [])
    const after = live.connect('me', new Map())
    live.close()
    const [was, is] = await Promise.all([before, after].map(readToEnd))
    expect(was).toContain('"changes":0')
    expect(is).toContain('"changes":1')
  })

  it('Tell at once what a tab would else refetch by the next hello, and what had gathered before it', async () => {
    const live = new Live('boot', NOBODY)
    const reader = live.connect('me', new Map()).getReader()
    live.started('me', 'run', 'conversation')
    const told = await Promise.race([reader.read(), turnOfOthers({ value: undefined })])
    expect(new TextDecoder().decode(told.value)).toMatch(/^event: hello\n.*event: started\n/s)
    live.close()
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
