import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeUpstream, startFakeUpstream } from '../harness/fake-upstream'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { type RawAnswer, send } from '../harness/raw-http'
import { DOORS, type ParleyServer, startParley } from '../harness/server'
import { encodeEvents, messageOf, textEvents } from '../harness/upstream/answers'
import { json, stream } from '../harness/upstream/script'

const MODEL = 'claude-sonnet-5-5'
/** Stands in all that no log may hold: content, file names, keys, whatever side says it. */
const CANARY = 'canary-4f1b'
const UPSTREAM_KEY = `sk-other-${CANARY}-of-upstream`
const GATEWAY_KEY = `gateway-${CANARY}-key-of-clients`

describe.each(DOORS)('The log of a server with every level on, through %s', (_door, door) => {
  let upstream: FakeUpstream
  let parley: ParleyServer
  beforeAll(async () => {
    upstream = await startFakeUpstream()
    parley = await startParley({
      env: {
        ...door,
        LOG_LEVEL: 'debug',
        ANTHROPIC_API_KEY: UPSTREAM_KEY,
        ANTHROPIC_BASE_URL: upstream.url,
        PARLEY_API_KEY: GATEWAY_KEY,
      },
    })
  })
  afterAll(async () => {
    await parley.stop()
    await upstream.close()
  })

  const call = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(parley.url + path, {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'x-api-key': GATEWAY_KEY, 'anthropic-version': '2023-06-01', ...headers },
    })
  const request = (over: Record<string, unknown> = {}) => ({
    model: MODEL,
    max_tokens: 9,
    system: `${CANARY} system`,
    metadata: { user_id: `${CANARY}-user` },
    messages: [{ role: 'user', content: `${CANARY} question` }],
    ...over,
  })
  const answer = { ...messageOf(textEvents(3)), content: [{ type: 'text', text: CANARY }] }
  const broken = (status: number) =>
    json({ type: 'error', error: { type: 'api_error', message: CANARY } }, { status })

  /** Calls of every kind, one after the other; each is answered. */
  async function callEverything(): Promise<RawAnswer[]> {
    upstream.enqueue(
      json(answer),
      stream(encodeEvents(textEvents(3)).map((frame) => frame.replace('w1', CANARY))),
      broken(400),
      broken(500),
      stream([`event: error\ndata: {"type":"error","error":{"message":"${CANARY}"}}\n\n`]),
      stream(encodeEvents(textEvents(99)), { cut: { atByte: 900, how: 'rst' } }),
      { frames: [`<html>${CANARY}</html>`], status: 502 },
      json(answer),
      broken(429),
    )
    const messages = []
    for (let i = 0; i < 7; i++) {
      messages.push(await call('/v1/messages', request({ stream: i === 1 || i > 3 })))
    }
    const openai = { model: MODEL, messages: [{ role: 'user', content: CANARY }] }
    const chat = { authorization: `Bearer ${GATEWAY_KEY}` }
    messages.push(await call('/v1/chat/completions', openai, chat))
    messages.push(await call('/v1/chat/completions', openai, chat))
    upstream.setDefault(broken(400))
    const form = [
      '--b\r\ncontent-disposition: form-data; name="file"; ',
      `filename="${CANARY}.txt"\r\ncontent-type: text/plain\r\n\r\n${CANARY} bytes\r\n--b--\r\n`,
    ].join('')
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
    const batch = { requests: [{ custom_id: CANARY, params: request() }] }
    return [
      ...messages,
      await call('/v1/files', form, multipart),
      await call('/v1/messages/batches', batch),
      await call('/v1/messages/count_tokens', request()),
      await call('/v1/messages', `{"model": ${CANARY}`),
      await call('/v1/chat/completions', `{${CANARY}`, chat),
      await call('/v1/messages', request(), { 'x-api-key': `wrong-${CANARY}` }),
      await call(`/v1/files/x?name=${CANARY}`, request()),
      await call('/v1/messages', request(), { 'x-parley-cache': CANARY }),
      await send(`${parley.url}/api/runs?q=${CANARY}`),
      await send(`${parley.url}/api/conversations`, {
        body: `{"title":"${CANARY}`,
        headers: { origin: parley.url, 'content-type': 'application/json' },
      }),
    ]
  }

  it('Item 80: has ids, models, statuses, times and counts, and nothing of what was said or of any key', async () => {
    const answers = await callEverything()
    expect(answers.every(({ status }) => status >= 200)).toBe(true)
    upstream.setDefault(stream(encodeEvents(textEvents(3))))
    const turn = newTurn(`${CANARY} from a screen`)
    const client = createParleyClient(parley.url)
    await client.start(turn)
    await client.ended([turn.id])
    await expect.poll(() => parley.stdout()).toContain(turn.id)
    await parley.stop()

    const text = parley.stdout() + parley.stderr()
    expect(text).not.toContain(CANARY)
    const lines = text.split('\n').filter((line) => line.startsWith('{'))
    const runs = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'run')
    expect(runs.length).toBeGreaterThanOrEqual(10)
    expect(runs[0]).toMatchObject({
      requestId: expect.stringMatching(/^req_/),
      runId: expect.any(String),
      upstream: 'anthropic',
      model: MODEL,
      status: 'complete',
      ms: expect.any(Number),
      inputTokens: 10,
      outputTokens: expect.any(Number),
    })
    const statuses = new Set(runs.map(({ status }) => status))
    expect([...statuses].sort()).toEqual(['complete', 'failed', 'interrupted'])
  })
})
