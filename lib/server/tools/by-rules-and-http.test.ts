import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalServer, startLocalServer } from '@/e2e/harness/local-server'
import type { Answer } from '@/lib/domain/tools/answer'
import { createGuardedFetch } from '../outbound/guarded-fetch'
import { byHttp } from './by-http'
import { byRules } from './by-rules'

/** Begins an answer and never ends it; says when. */
let begun: () => void = () => undefined
let silent: LocalServer
const named = new Set<string>()
const outbound = createGuardedFetch({ origins: named, setting: 'tools.httpHosts' }, {})

beforeAll(async () => {
  silent = await startLocalServer((request, response) => {
    if (request.url === '/broken') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.write('so far', () => begun())
  })
  named.add(silent.url)
})
afterAll(async () => {
  await outbound.close()
  await silent.close()
})

const http = (path: string): Extract<Answer, { by: 'http' }> => ({
  by: 'http',
  method: 'GET',
  url: silent.url + path,
  headers: [],
  body: null,
})
const call = (signal = new AbortController().signal) => ({ input: {}, signal })

test('A call whose answer does not end, or cannot be unpacked, is an error for the model', async () => {
  expect((await byHttp(outbound, 50)(http('/'), call()))?.result).toEqual({
    content: 'There was no whole answer within 0.05 s.',
    isError: true,
  })
  expect((await byHttp(outbound)(http('/broken'), call()))?.result).toEqual({
    content: 'The answer broke off, or cannot be unpacked.',
    isError: true,
  })
})

test('Who stops a call that is under way, or a rule that waits, gets the reason back at once', async () => {
  const why = new Error('stopped')
  const stop = new AbortController()
  const arrived = new Promise<void>((resolve) => {
    begun = resolve
  })
  const result = { content: 'late', isError: false }
  const rules = [{ when: [], result, delayMs: 60_000 }]
  const pending = Promise.allSettled([
    byHttp(outbound)(http('/'), call(stop.signal)),
    byRules({ by: 'rules', rules }, call(stop.signal)),
  ])
  await arrived
  stop.abort(why)
  expect(await pending).toEqual([
    { status: 'rejected', reason: why },
    { status: 'rejected', reason: why },
  ])
})

test('A rule answers after its delay, and says which it was', async () => {
  const result = { content: [{ type: 'text', text: 'soon' }], isError: true }
  const never = { path: 'gone', operator: 'exists' as const, value: null }
  const rules = [
    { when: [never], result: { content: '', isError: false }, delayMs: 0 },
    { when: [], result, delayMs: 1 },
  ]
  expect(await byRules({ by: 'rules', rules }, call())).toEqual({ result, console: [], rule: 1 })
  expect(await byRules({ by: 'rules', rules: rules.slice(0, 1) }, call())).toBeNull()
})
