import { afterAll, describe, expect, it } from 'vitest'
import { createTestSandbox, serveSandbox } from './served-sandbox'

const MB = 1024 * 1024
const hello = {
  model: 'claude-sonnet-4-20250514',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
}

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

describe('the sandbox at its door', () => {
  it.each([
    ['POST', '/v1/messages', 200],
    ['POST', '/v1/messages?beta=true', 200],
    ['POST', '/v1/messages/count_tokens', 400],
    ['GET', '/v1/models', 200],
    ['GET', '/v1/models/claude-opus-5-5', 200],
    ['GET', '/', 404],
    ['GET', '//', 404],
    ['GET', '/v1', 404],
    ['GET', '/v1/', 404],
    ['GET', '/v1/models/', 404],
    ['GET', '/v1/models/a/b', 404],
    ['POST', '/v1/complete', 404],
  ])('Item 1: %s %s answers %i', async (method, path, status) => {
    const response = await (method === 'GET' ? sandbox.get(path) : sandbox.post(hello, {}, path))
    expect(response.status).toBe(status)
    if (status === 404) {
      const body = await response.json()
      expect(body).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
    }
  })

  it.each([
    ['GET', '/v1/messages', 'POST'],
    ['DELETE', '/v1/models', 'GET'],
    ['PUT', '/v1/models/claude-opus-5-5', 'GET'],
    ['constructor', '/v1/models', 'GET'],
  ])('Item 2: %s %s answers 405 in JSON and names what is allowed', async (method, path, allow) => {
    const answers: { status: number; headers: [string, string][]; body: string }[] = []
    await createTestSandbox({ tps: 0 }).transport(
      {
        method,
        path,
        headers: [['anthropic-version', '2023-06-01']],
        body: null,
        signal: new AbortController().signal,
        silenceFrom: 'start',
      },
      {
        head: (status, headers) => answers.push({ status, headers, body: '' }),
        write: (chunk) => {
          const answer = answers[0]
          if (answer) answer.body += new TextDecoder().decode(chunk)
        },
        end: () => {},
        fail: (error) => expect.unreachable(error.message),
      },
    )
    expect(answers).toHaveLength(1)
    expect(answers[0]?.status).toBe(405)
    expect(answers[0]?.headers).toContainEqual(['allow', allow])
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ type: 'error' })
  })

  it('Item 7: without anthropic-version, or with one that does not exist, it answers 400', async () => {
    for (const headers of [{}, { 'anthropic-version': '2023-01-01' }] as Record<string, string>[]) {
      const response = await fetch(`${sandbox.baseURL}/v1/models`, { headers })
      expect(response.status).toBe(400)
      expect((await response.json()).error.message).toContain('anthropic-version')
    }
  })

  it('Item 12: every answer has its own request-id, and an error body repeats it', async () => {
    const responses = await Promise.all([
      sandbox.post(hello),
      sandbox.post({ ...hello, stream: true }),
      sandbox.post({}),
      sandbox.post('{'),
      sandbox.get('/v1/models'),
      sandbox.get('/nowhere'),
    ])
    const ids = responses.map((response) => response.headers.get('request-id') ?? '')
    for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{20,}$/)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [at, response] of responses.entries()) {
      const text = await response.text()
      if (response.status >= 400) expect(JSON.parse(text).request_id).toBe(ids[at])
      expect(response.headers.get('anthropic-organization-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(response.headers.get('anthropic-workspace-id')).toMatch(/^wrkspc_/)
    }
  })

  it('Item 13: no answer claims an encoding or a length that its bytes do not have', async () => {
    const response = await sandbox.post(hello)
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('content-type')).toBe('application/json')
    expect((await response.json()).type).toBe('message')
  })

  it('keeps a connection for longer than clients do, so that no call meets its closing', async () => {
    const { headers } = await sandbox.get('/v1/models')
    expect(headers.get('keep-alive')).toBe('timeout=65')
  })

  it('Item 20: a body of exactly 32 MB is read, one byte more answers 413', async () => {
    const empty = JSON.stringify({ ...hello, messages: [{ role: 'user', content: '' }] })
    const bodyOf = (bytes: number) =>
      JSON.stringify({
        ...hello,
        messages: [{ role: 'user', content: 'a'.repeat(bytes - empty.length) }],
      })
    expect((await sandbox.post(bodyOf(32 * MB))).status).not.toBe(413)
    const refused = await sandbox.post(bodyOf(32 * MB + 1))
    expect(refused.status).toBe(413)
    expect((await refused.json()).error.type).toBe('request_too_large')
  })

  it.each(['', '{', '[1,', '{"model": undefined}', '\u{feff}{"a":'])(
    'Item 21: the malformed body %j answers 400',
    async (body) => {
      const response = await sandbox.post(body)
      expect(response.status).toBe(400)
      expect((await response.json()).error.type).toBe('invalid_request_error')
    },
  )

  it('Item 21: a body that is not UTF-8 answers 400', async () => {
    const response = await fetch(`${sandbox.baseURL}/v1/messages`, {
      method: 'POST',
      headers: { 'anthropic-version': '2023-06-01' },
      body: Uint8Array.from([0x7b, 0x22, 0xff, 0xfe]),
    })
    expect(response.status).toBe(400)
  })
})
