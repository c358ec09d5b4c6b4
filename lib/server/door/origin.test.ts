import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DoorServer, KEY, startDoorServer } from './door-test-server'

let server: DoorServer
let port: number
const ask: DoorServer['ask'] = (...args) => server.ask(...args)

beforeAll(async () => {
  server = await startDoorServer()
  port = server.port
})

afterAll(() => server.close())

const json = 'content-type: application/json'

describe('Origin', () => {
  const own = () => `origin: http://localhost:${port}`

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'A %s from another site is refused everywhere, without a CORS field',
    async (method) => {
      for (const origin of [
        'https://evil.example',
        'null',
        `https://localhost:${port}.evil.example`,
        `http://localhost:${port}/`,
        `http://localhost:${port}@evil.example`,
        'http://localhost:1',
        'http://localhost',
        'file://',
        `http://localhost:${port}, https://evil.example`,
      ]) {
        for (const target of ['/api/runs', '/v1/messages', '/c']) {
          const lines = [
            `origin: ${origin}`,
            json,
            `x-api-key: ${KEY}`,
            'sec-fetch-site: same-origin',
          ]
          const answer = await ask(target, lines, { method, body: '{}' })
          expect([origin, answer.status]).toEqual([origin, 403])
          expect(answer.text.toLowerCase()).not.toContain('access-control')
        }
      }
    },
  )

  test('A POST from the own pages is let in', async () => {
    const post = { method: 'POST', body: '{}' }
    expect((await ask('/api/runs', [own(), json], post)).status).toBe(200)
    const declared = 'origin: https://parley.example.com'
    expect((await ask('/api/runs', [declared, json], post)).status).toBe(200)
  })

  test('Without an Origin a POST needs a browser that says it is ours, or the gateway key', async () => {
    const status = async (...lines: string[]) =>
      (await ask('/api/runs', [json, ...lines], { method: 'POST', body: '{}' })).status
    expect(await status()).toBe(403)
    expect(await status('sec-fetch-site: cross-site')).toBe(403)
    expect(await status('sec-fetch-site: same-site')).toBe(403)
    expect(await status(`x-api-key: ${KEY}x`)).toBe(403)
    expect(await status('authorization: Bearer wrong')).toBe(403)
    expect(await status('sec-fetch-site: same-origin')).toBe(200)
    expect(await status('sec-fetch-site: none')).toBe(200)
    expect(await status(`x-api-key: ${KEY}`)).toBe(200)
    expect(await status(`authorization: Bearer ${KEY}`)).toBe(200)
  })

  test('Without an Origin a call of the API goes on to its guard', async () => {
    expect((await ask('/v1/messages', [json], { method: 'POST', body: '{}' })).status).toBe(200)
  })

  test.each(['script', 'image', 'iframe', 'empty'])(
    'Another site cannot read the data as %s',
    async (dest) => {
      for (const site of ['cross-site', 'same-site']) {
        const lines = [
          `sec-fetch-site: ${site}`,
          `sec-fetch-dest: ${dest}`,
          'sec-fetch-mode: no-cors',
        ]
        expect((await ask('/api/conversations', lines)).status).toBe(403)
        expect((await ask('/_next/static/x.js', lines)).status).toBe(403)
        expect((await ask('/c', lines)).status).toBe(403)
      }
    },
  )

  test('A link on another site opens a page, but never an answer of the data', async () => {
    const lines = [
      'sec-fetch-site: cross-site',
      'sec-fetch-mode: navigate',
      'sec-fetch-dest: document',
    ]
    expect((await ask('/c', lines)).status).toBe(200)
    expect((await ask('/api/conversations', lines)).status).toBe(403)
  })
})
