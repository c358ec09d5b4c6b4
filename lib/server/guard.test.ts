import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ApiError } from '@/lib/wire/errors'
import { type Access, guard } from './guard'
import type { Parley } from './parley'
import { readJson } from './read-json'
import { startParley } from './start-parley'

const KEY = 'the-key-of-the-operator'
let dir: string
let parley: Parley
let token: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-guard-'))
  const env = { PARLEY_PASSWORD: 'right password', PARLEY_API_KEY: KEY, LOG_LEVEL: 'silent' }
  parley = await startParley(env, dir)
  token = await parley.sessions.signIn('right password', '::1')
})

afterAll(async () => {
  await parley.close()
  rmSync(dir, { recursive: true, force: true })
})

type Handler = Parameters<typeof guard>[1]

/** Calls a guarded handler as Next does. */
function call(access: Access, headers: Record<string, string>, handler?: Handler, body?: string) {
  const guarded = guard(access, handler ?? (() => Response.json('in')))
  const init = body === undefined ? { headers } : { method: 'POST', headers, body }
  const request = new Request('http://localhost/api/x?private=query', init)
  return guarded(request, { params: Promise.resolve({}) })
}

describe('Access', () => {
  test('What is open is open to all', async () => {
    expect((await call('open', {})).status).toBe(200)
  })

  test.each<[string, Record<string, string>, number, string?]>([
    ['nothing', {}, 401, 'x-api-key header is required'],
    ['the key as x-api-key', { 'x-api-key': KEY }, 200],
    ['the key as a bearer', { authorization: `Bearer ${KEY}` }, 200],
    [
      'the key in the second of both',
      { 'x-api-key': 'wrong', authorization: `Bearer ${KEY}` },
      200,
    ],
    ['a longer key', { 'x-api-key': `${KEY}x` }, 401],
    ['a shorter key', { 'x-api-key': KEY.slice(1) }, 401],
    ['an empty bearer', { authorization: 'Bearer ' }, 401, 'x-api-key header is required'],
  ])('The gateway answers %s with %3$i', async (_what, headers, status, message) => {
    const response = await call('gateway', headers)
    expect(response.status).toBe(status)
    if (status !== 401) return
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'authentication_error', message: message ?? 'invalid x-api-key' },
      request_id: response.headers.get('request-id'),
    })
  })

  test('The owner is who has a session, under either name of the cookie', async () => {
    const status = async (cookie: string) => (await call('owner', { cookie })).status
    expect(await status('')).toBe(401)
    expect(await status(`other=1; parley_session=${token}`)).toBe(200)
    expect(await status(`__Host-parley_session=${token}`)).toBe(200)
    expect(await status(`xparley_session=${token}`)).toBe(401)
    expect((await call('owner', { 'x-api-key': KEY })).status).toBe(401)
    expect((await call('gateway', { cookie: `parley_session=${token}` })).status).toBe(401)
  })

  test('A handler does not run for whoever may not call it', async () => {
    let ran = false
    await call('owner', {}, () => {
      ran = true
      return new Response()
    })
    expect(ran).toBe(false)
  })
})

describe('Answers', () => {
  test('The id that the door gave the request is the id of the answer', async () => {
    const response = await call('open', { 'x-parley-request-id': 'req_1' })
    expect(response.headers.get('request-id')).toBe('req_1')
  })

  test('An id that the handler passes on stays', async () => {
    const headers = { 'request-id': 'req_of_the_upstream' }
    const response = await call('open', {}, () => new Response(null, { headers }))
    expect(response.headers.get('request-id')).toBe('req_of_the_upstream')
  })

  test('A thrown ApiError is answered as it says', async () => {
    const response = await call('open', {}, () => {
      throw new ApiError(429, 'Later.', { headers: { 'retry-after': '3' } })
    })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3'])
    expect(await response.json()).toMatchObject({
      error: { type: 'rate_limit_error', message: 'Later.' },
    })
  })

  test('Anything else is a 500 that tells the client nothing', async () => {
    const response = await call('open', {}, () => {
      throw new Error('SELECT secret FROM runs')
    })
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'api_error', message: 'Internal server error' },
      request_id: response.headers.get('request-id'),
    })
  })

  test('What fails is logged, unless its client had left: that is no error of ours', async () => {
    const logged = vi.spyOn(parley.log, 'error')
    const leave = new AbortController()
    const fail = guard('open', (request) => {
      leave.abort(new Error('The client has left.'))
      request.signal.throwIfAborted()
      throw new Error('It had not left.')
    })
    const ask = async (signal: AbortSignal | null) => {
      const request = new Request('http://localhost/api/x', { signal })
      const { status } = await fail(request, { params: Promise.resolve({}) })
      expect(status).toBe(500)
    }
    await ask(null)
    expect(logged).toHaveBeenCalledTimes(1)
    await ask(leave.signal)
    expect(logged).toHaveBeenCalledTimes(1)
    logged.mockRestore()
  })

  const schema = z.strictObject({ list: z.array(z.strictObject({ size: z.number() })) })
  const post = (body: string) =>
    call('open', {}, async (request) => Response.json(await readJson(request, schema)), body)

  test.each([
    ['{"list":[{"size":1},{"size":"big"}]}', /^list\.1\.size: must be a number\.$/],
    ['{"list":[],"extra":1}', /^The request body must not have the field "extra"\.$/],
    ['{}', /^list: must be given\.$/],
    ['[]', /^The request body must be an object\.$/],
    ['{"list":[]', /not valid JSON/],
    ['', /not valid JSON/],
    [`${'['.repeat(65)}${']'.repeat(65)}`, /deeper than 64/],
    ['{"list":[],"__proto__":{"admin":true}}', /__proto__/],
  ])('The body %s is a 400 that names what is wrong', async (body, message) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    const { error } = await response.json()
    expect(error.type).toBe('invalid_request_error')
    expect(error.message).toMatch(message)
  })

  test('A right body arrives', async () => {
    expect(await (await post('{"list":[{"size":1}]}')).json()).toEqual({ list: [{ size: 1 }] })
  })
})
