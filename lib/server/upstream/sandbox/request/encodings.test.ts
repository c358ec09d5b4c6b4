import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { serveSandbox } from '../served-sandbox'

const MB = 1024 * 1024
const hello = {
  model: 'claude-sonnet-4-6',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'Hello' }],
}

const sandbox = await serveSandbox()
afterAll(() => sandbox.close())

const post = async (encoding: string, body: Uint8Array<ArrayBuffer>) => {
  const response = await fetch(`${sandbox.baseURL}/v1/messages`, {
    method: 'POST',
    headers: { 'anthropic-version': '2023-06-01', 'content-encoding': encoding },
    body,
  })
  return { status: response.status, body: await response.json() }
}
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a request body that is encoded', () => {
  it('is decoded where it is gzip, brotli or nothing at all', async () => {
    const json = JSON.stringify(hello)
    expect((await post('gzip', new Uint8Array(gzipSync(json)))).status).toBe(200)
    expect((await post('br', new Uint8Array(brotliCompressSync(json)))).status).toBe(200)
    expect((await post('identity', bytesOf(json))).status).toBe(200)
  })

  it.each([
    ['gzip', 'invalid'],
    ['zip', 'unsupported'],
    ['constructor', 'unsupported'],
  ])('%s answers 400 with the code of what is wrong with it', async (encoding, what) => {
    const { status, body } = await post(encoding, bytesOf(JSON.stringify(hello)))
    expect(status).toBe(400)
    expect(body.error.details).toEqual({ error_code: `request_body_encoding_${what}` })
    expect(body.error.message).toContain('content-encoding')
  })

  it('Item 20: answers 413 with a code of its own where it is too large only after decoding', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(33 * MB, ' ')))
    expect(bomb.byteLength).toBeLessThan(MB)
    const { status, body } = await post('gzip', bomb)
    expect([status, body.error.type]).toEqual([413, 'request_too_large'])
    expect(body.error.details.error_code).toBe('request_body_too_large_after_decoding')
  })
})

describe('a field of a beta', () => {
  it.each([
    ['mcp_servers', [], 'mcp-client-2025-11-20'],
    ['context_management', { edits: [] }, 'context-management-2025-06-27'],
    ['fallbacks', [], 'server-side-fallback-2026-07-01'],
  ])('%s is unknown without its beta', async (field, value, beta) => {
    const refused = await sandbox.post({ ...hello, [field]: value })
    expect(refused.status).toBe(400)
    expect((await refused.json()).error.message).toBe(`${field}: Extra inputs are not permitted`)
    const taken = await sandbox.post({ ...hello, [field]: value }, { 'anthropic-beta': beta })
    expect(taken.status).toBe(200)
  })
})
