import { once } from 'node:events'
import { IncomingMessage } from 'node:http'
import { connect, Socket } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { watchBody } from './body'
import { type DoorServer, KEY, startDoorServer } from './door-test-server'
import { zoneOf } from './zones'

const MB = 1_048_576
const json = 'content-type: application/json'

let server: DoorServer
let port: number
const ask: DoorServer['ask'] = (...args) => server.ask(...args)

beforeAll(async () => {
  server = await startDoorServer()
  port = server.port
})

afterAll(() => server.close())

describe('Bodies', () => {
  const key = `x-api-key: ${KEY}`
  const chunked = 'transfer-encoding: chunked'

  /** A chunked body of `size` bytes behind the given header lines. */
  function sendChunked(target: string, size: number): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    const answer = text(socket)
    socket.on('error', () => undefined)
    Readable.from(chunks(target, size)).pipe(socket, { end: false })
    return answer
  }

  function* chunks(target: string, size: number): Generator<Buffer> {
    const head = [`POST ${target} HTTP/1.1`, `host: localhost:${port}`, 'connection: close']
    yield Buffer.from([...head, json, key, chunked, '', ''].join('\r\n'))
    const full = Buffer.alloc(65_536, 0x20)
    for (let left = size; left > 0; left -= full.length) {
      const piece = full.subarray(0, left)
      yield Buffer.concat([
        Buffer.from(`${piece.length.toString(16)}\r\n`),
        piece,
        Buffer.from('\r\n'),
      ])
    }
    yield Buffer.from('0\r\n\r\n')
  }

  test.each([
    ['/v1/messages', 32 * MB],
    ['/api/runs', 32 * MB],
    ['/api/settings', MB],
  ])('%s takes %i bytes and not one more, chunked or not', async (target, limit) => {
    server.bodies.length = 0
    const lines = [json, key]
    const post = (size: number) => ask(target, lines, { method: 'POST', body: ' '.repeat(size) })
    expect((await post(limit)).status).toBe(200)
    expect(await sendChunked(target, limit)).toMatch(/^HTTP\/1\.1 200/)
    expect(server.bodies).toEqual([`whole ${limit}`, `whole ${limit}`])

    const declared = await post(limit + 1)
    expect(declared.status).toBe(413)
    expect(declared.text).toContain('"type":"request_too_large"')
    const counted = await sendChunked(target, limit + 1)
    expect(counted).toMatch(/^HTTP\/1\.1 413/)
    expect(counted).toContain('"type":"request_too_large"')
    await expect.poll(() => server.bodies.slice(2)).toEqual(['aborted'])
  })

  test.each(['/v1/messages', '/v1/messages/batches', '/v1/files'])(
    'Item 20: what comes for %s is counted as it comes: refused with the first byte too many, and not before',
    (path) => {
      const { bodyLimit } = zoneOf(path)
      const req = new IncomingMessage(new Socket())
      const fail = vi.fn()
      watchBody(req, bodyLimit, fail)
      let passed = 0
      req.on('data', (chunk: Buffer) => {
        passed += chunk.length
      })
      const piece = Buffer.alloc(MB)
      for (let left = bodyLimit; left > 0; left -= piece.length) req.push(piece.subarray(0, left))
      expect(fail).not.toHaveBeenCalled()
      req.push(piece.subarray(0, 1))
      expect(fail.mock.calls).toEqual([['too_large']])
      req.push(piece)
      expect(fail).toHaveBeenCalledTimes(1)
      expect(passed).toBeLessThanOrEqual(bodyLimit)
      req.destroy()
    },
  )

  test('A declared length over the limit is answered before the body comes', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.write(`content-length: ${33 * MB}\r\n\r\n`)
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 413/)
    socket.destroy()
  })

  test('A body cut short of its length is aborted, never taken for whole', async () => {
    server.bodies.length = 0
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.end('content-length: 100\r\n\r\nshort')
    await expect.poll(() => server.bodies).toEqual(['aborted'])
  })

  test('A body that all but stands still ends the request, and is never taken for whole', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    server.bodies.length = 0
    server.admitted.length = 0
    const socket = connect(port, '127.0.0.1')
    const answer = text(socket)
    socket.write(`POST /v1/messages HTTP/1.1\r\nhost: localhost:${port}\r\n`)
    socket.write('content-length: 100000\r\n\r\nfirst')
    await expect.poll(() => server.admitted.length).toBe(1)
    vi.advanceTimersByTime(20_000)
    vi.useRealTimers()
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    socket.end()
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => server.bodies).toEqual(['aborted'])
  })

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/jsonp'],
    ['text/plain; application/json'],
  ])('The data takes JSON only, not %s', async (type) => {
    const lines = [`content-type: ${type}`, key]
    expect((await ask('/api/runs', lines, { method: 'POST', body: '{}' })).status).toBe(415)
  })

  test('A request without a body needs no type', async () => {
    expect((await ask('/api/runs/x/stop', [key], { method: 'POST' })).status).toBe(200)
  })

  test('A length beside a chunked body is refused', async () => {
    const lines = [json, key, chunked, 'content-length: 4']
    const answer = await ask('/v1/messages', lines, { method: 'POST' })
    expect(answer.status).toBe(400)
  })

  test('A WebSocket handshake is refused, an offer of h2c is passed over', async () => {
    expect((await ask('/', ['upgrade: websocket'])).status).toBe(400)
    expect((await ask('/', ['upgrade: h2c'])).status).toBe(200)
  })
})
