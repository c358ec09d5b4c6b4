import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Block } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { upstreamEnv } from '../harness/parley-client'
import { sendJson } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { takeSeed } from '../harness/upstream/random'
import { json } from '../harness/upstream/script'
import { runPreflight } from '../soak/preflight'
import { formatReport } from '../soak/report'

// The soak's scenario in small; SEED=n repeats a run, `npm run soak` runs the full count.
const seed = takeSeed()

test(`Something is said against a request before it is sent exactly where the sandbox then refuses it, and in the same words (seed ${seed})`, async () => {
  const report = await runPreflight({ requests: 40, seed })
  console.log(formatReport(report))
  expect(report.violations).toEqual([])
  expect(Number(report.figures.refused)).toBeGreaterThan(10)
  expect(Number(report.figures.refused)).toBeLessThan(35)
}, 120_000)

describe('A request for another upstream', () => {
  const HAIKU = 'claude-haiku-4-5'
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({ env: upstreamEnv(upstream.url) })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })
  beforeEach(() => upstream.reset())

  async function lookAt(model: string, ...content: Block[]) {
    const body = { model, max_tokens: 100, messages: [{ role: 'user', content }] }
    const { json: found } = await sendJson(`${parley.url}/api/preflight`, {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/json' },
      body: JSON.stringify({ upstream: 'anthropic', apiVersion: '2023-06-01', betas: [], body }),
    })
    return found
  }
  const say = (text: string): Block => ({ type: 'text', text })
  const image = (source: object): Block => ({ type: 'image', source })
  const base64 = (text: string) =>
    image({ type: 'base64', media_type: 'image/png', data: Buffer.from(text).toString('base64') })

  it('is held against the context by the count of that upstream', async () => {
    upstream.enqueue(json({ input_tokens: 200_001 }), json({ input_tokens: 200_000 }))
    expect(await lookAt(HAIKU, say('Hi'))).toEqual({
      complaints: ['prompt is too long: 200001 tokens > 200000 maximum'],
      inputTokens: 200_001,
    })
    expect(await lookAt(HAIKU, say('Hi'))).toEqual({ complaints: [], inputTokens: 200_000 })
    expect(upstream.requests.map(({ path }) => path)).toEqual([
      '/v1/messages/count_tokens',
      '/v1/messages/count_tokens',
    ])
  })

  it('has its images looked into, and not its files, which are that upstream’s', async () => {
    upstream.setDefault(json({ input_tokens: 7 }))
    expect(await lookAt(HAIKU, base64('no image'), say('Hi'))).toEqual({
      complaints: ['messages.0.content.0.image.source.base64.data: Could not process image'],
      inputTokens: null,
    })
    expect(upstream.requests).toHaveLength(0)
    const file = image({ type: 'file', file_id: 'file_of_theirs' })
    expect(await lookAt(HAIKU, file, say('Hi'))).toEqual({ complaints: [], inputTokens: 7 })
  })

  it('is only counted where nobody knows its model, and not even that where it is very long', async () => {
    upstream.setDefault(json({ input_tokens: 7 }))
    expect(await lookAt('llama', base64('no image'))).toEqual({ complaints: [], inputTokens: 7 })
    const long = say('x'.repeat(4 * 1024 ** 2))
    expect(await lookAt('llama', long)).toEqual({ complaints: [], inputTokens: null })
    expect(upstream.requests).toHaveLength(1)
  })
})
