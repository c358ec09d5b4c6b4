import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { newId } from '@/lib/domain/ids'
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

  interface Around {
    upstream?: string
    before?: { role: string; content: Block[] }[]
    fields?: Record<string, unknown>
  }

  async function lookAt(
    model: string,
    content: Block[],
    { upstream: name = 'anthropic', before = [], fields = {} }: Around = {},
  ) {
    const messages = [...before, { role: 'user', content }]
    const body = { model, max_tokens: 100, messages, ...fields }
    const { json: found } = await sendJson(`${parley.url}/api/preflight`, {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/json' },
      body: JSON.stringify({ upstream: name, apiVersion: '2023-06-01', betas: [], body }),
    })
    return found
  }
  const say = (text: string): Block => ({ type: 'text', text })
  const image = (source: object): Block => ({ type: 'image', source })
  const base64 = (text: string) =>
    image({ type: 'base64', media_type: 'image/png', data: Buffer.from(text).toString('base64') })

  it('is held against the context by the count of that upstream', async () => {
    upstream.enqueue(json({ input_tokens: 200_001 }), json({ input_tokens: 200_000 }))
    expect(await lookAt(HAIKU, [say('Hi')])).toEqual({
      complaints: ['prompt is too long: 200001 tokens > 200000 maximum'],
      inputTokens: 200_001,
    })
    expect(await lookAt(HAIKU, [say('Hi')])).toEqual({ complaints: [], inputTokens: 200_000 })
    expect(upstream.requests.map(({ path }) => path)).toEqual([
      '/v1/messages/count_tokens',
      '/v1/messages/count_tokens',
    ])
  })

  it('has its images looked into, and not its files, which are that upstream’s', async () => {
    upstream.setDefault(json({ input_tokens: 7 }))
    expect(await lookAt(HAIKU, [base64('no image'), say('Hi')])).toEqual({
      complaints: ['messages.0.content.0.image.source.base64.data: Could not process image'],
      inputTokens: null,
    })
    expect(upstream.requests).toHaveLength(0)
    const file = image({ type: 'file', file_id: 'file_of_theirs' })
    expect(await lookAt(HAIKU, [file, say('Hi')])).toEqual({ complaints: [], inputTokens: 7 })
  })

  it('that takes along a file which is not there yet, and is too long to be read for that, is not counted without it', async () => {
    upstream.setDefault(json({ input_tokens: 7 }))
    const fileId = newId()
    const query = new URLSearchParams({ id: fileId, name: 'long.txt' })
    const { status } = await sendJson(`${parley.url}/api/files?${query}`, {
      method: 'POST',
      headers: { origin: parley.url, 'content-type': 'application/octet-stream' },
      body: Buffer.from('Rain fell. '.repeat(1024 ** 2)),
    })
    expect(status).toBe(201)
    const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
    for (const name of ['anthropic', 'sandbox']) {
      const found = await lookAt(HAIKU, [file, say('Why?')], { upstream: name })
      expect(found).toEqual({ complaints: [], inputTokens: null })
    }
    expect(upstream.requests).toHaveLength(0)
  })

  it.each(['anthropic', 'sandbox'])(
    'of %s is refused where it wants a format and its documents are cited, those of former turns too',
    async (name) => {
      const document = {
        type: 'document',
        source: { type: 'text', media_type: 'text/plain', data: 'Rain fell.' },
        citations: { enabled: true },
      }
      const schema = { type: 'object', properties: {}, additionalProperties: false }
      const found = await lookAt(HAIKU, [say('And in short?')], {
        upstream: name,
        before: [
          { role: 'user', content: [document, say('Why?')] },
          { role: 'assistant', content: [say('Rain fell.')] },
        ],
        fields: { output_config: { format: { type: 'json_schema', schema } } },
      })
      expect(found).toMatchObject({
        complaints: ['output_config.format: structured outputs cannot be combined with citations'],
      })
    },
  )

  it('is only counted where nobody knows its model, and not even that where it is very long', async () => {
    upstream.setDefault(json({ input_tokens: 7 }))
    expect(await lookAt('llama', [base64('no image')])).toEqual({ complaints: [], inputTokens: 7 })
    const long = say('x'.repeat(4 * 1024 ** 2))
    expect(await lookAt('llama', [long])).toEqual({ complaints: [], inputTokens: null })
    expect(upstream.requests).toHaveLength(1)
  })
})
