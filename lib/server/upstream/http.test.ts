import { createServer as createHttpServer } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeUpstream, refusedUrl, startFakeUpstream } from '@/e2e/harness/fake-upstream'
import { startLocalServer } from '@/e2e/harness/local-server'
import { encodeEvents, textEvents } from '@/e2e/harness/upstream/answers'
import { stream } from '@/e2e/harness/upstream/script'
import { createHttpTransport, createPool } from './http'
import type { HeaderList, Sink, UpstreamCall, UpstreamError } from './sink'

let fake: FakeUpstream
beforeEach(async () => {
  fake = await startFakeUpstream()
})
afterEach(() => fake.close())

const limits = { connect: 150, silence: 200 }

/** A proxy that opens tunnels and counts them. */
async function startProxy() {
  const tunnels: string[] = []
  const proxy = createHttpServer()
  proxy.on('connect', (request, client) => {
    tunnels.push(request.url ?? '')
    const { hostname, port } = new URL(`http://${request.url}`)
    const server = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      server.pipe(client).pipe(server)
    })
    server.on('error', () => client.destroy())
    client.on('error', () => server.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { url: `http://127.0.0.1:${port}`, tunnels, close: () => proxy.close() }
}

/** Sends one call and tells what the sink was told, in order. */
async function carry(
  baseUrl: string,
  call: Partial<UpstreamCall> = {},
  onWrite: Sink['write'] = () => {},
  env: Record<string, string> = {},
) {
  const told: string[] = []
  let fault: UpstreamError | null = null
  let head: { status: number; headers: HeaderList } | null = null
  const parts: Uint8Array[] = []
  const pool = createPool(limits, env)
  const transport = createHttpTransport({
    baseUrl,
    credential: [['x-api-key', 'k']],
    pool,
    limits,
  })
  const sink: Sink = {
    head: (status, headers) => {
      told.push('head')
      head = { status, headers }
    },
    write: (chunk) => {
      if (told.at(-1) !== 'write') told.push('write')
      parts.push(chunk)
      return onWrite(chunk)
    },
    end: () => void told.push('end'),
    fail: (error) => {
      told.push('fail')
      fault = error
    },
  }
  await transport(
    {
      method: 'POST',
      path: '/v1/messages',
      headers: [],
      body: new TextEncoder().encode('{}'),
      signal: new AbortController().signal,
      silenceFrom: 'start',
      ...call,
    },
    sink,
  )
  await pool.destroy()
  const seen: { fault: UpstreamError | null; head: typeof head } = { fault, head }
  return { told, ...seen, body: Buffer.concat(parts).toString('utf8') }
}

const frames = encodeEvents(textEvents(8))

describe('the forwarder', () => {
  it('Tells the sink head, bytes and end, once each and in this order', async () => {
    fake.enqueue(stream(frames))
    const { told, body } = await carry(fake.url)
    expect(told).toEqual(['head', 'write', 'end'])
    expect(body).toBe(frames.join(''))
  })

  it('Rejects with what a sink throws at its end, and so does an abort', async () => {
    const pool = createPool(limits, {})
    const transport = createHttpTransport({ baseUrl: fake.url, credential: [], pool, limits })
    const thrown = new Error('no end')
    const fail = () => {
      throw thrown
    }
    const sink: Sink = { head: () => {}, write: () => {}, end: fail, fail }
    const call: UpstreamCall = {
      ...{ method: 'POST', path: '/v1/messages', headers: [], silenceFrom: 'start' },
      body: new TextEncoder().encode('{}'),
      signal: new AbortController().signal,
    }
    fake.enqueue(stream(frames))
    await expect(transport(call, sink)).rejects.toBe(thrown)
    await expect(transport({ ...call, signal: AbortSignal.abort() }, sink)).rejects.toBe(thrown)
    await pool.destroy()
  })

  it('Joins a base URL that has a path of its own', async () => {
    fake.enqueue(stream(frames))
    await carry(`${fake.url}/team/claude/`)
    expect(fake.requests[0]?.path).toBe('/team/claude/v1/messages')
  })

  it('Says unreachable where nobody listens', async () => {
    expect((await carry(await refusedUrl())).fault?.fault).toBe('unreachable')
  })

  it('Item 56: says connect_timeout where a connection is never made', async () => {
    // Takes the TCP connection and never speaks TLS.
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const { fault } = await carry(`https://127.0.0.1:${port}`, { silenceFrom: 'headers' })
    expect(fault?.fault).toBe('connect_timeout')
    silent.close()
  })

  it('Says cut when the connection ends before the answer does, and keeps what came', async () => {
    const atByte = frames.slice(0, 4).join('').length
    fake.enqueue(stream(frames, { cut: { atByte, how: 'fin' } }))
    const { told, fault, body } = await carry(fake.url)
    expect(told.at(-1)).toBe('fail')
    expect(fault?.fault).toBe('cut')
    expect(body).toBe(frames.join('').slice(0, atByte))
  })

  it('Says silent when nothing comes for the limit, and closes the socket', async () => {
    fake.enqueue(stream(frames, { stallAtByte: 100 }))
    const { fault, told } = await carry(fake.url)
    expect(fault?.fault).toBe('silent')
    expect(told.filter((step) => step === 'fail')).toHaveLength(1)
    expect(await fake.requests[0]?.closed).toEqual({ isAborted: true })
  })

  it('Counts silence before the headers for a screen’s run only', async () => {
    fake.enqueue({ frames: [], refusal: 'silent' })
    expect((await carry(fake.url)).fault?.fault).toBe('silent')
    fake.enqueue({ frames: [], refusal: 'silent' })
    const signal = AbortSignal.timeout(3 * limits.silence)
    expect((await carry(fake.url, { silenceFrom: 'headers', signal })).fault?.fault).toBe('aborted')
  })

  it('Waits for a sink that asks it to', async () => {
    fake.enqueue(stream(frames))
    let busy = 0
    let most = 0
    const { body } = await carry(fake.url, {}, async () => {
      busy += 1
      most = Math.max(most, busy)
      await new Promise((resolve) => setImmediate(resolve))
      busy -= 1
    })
    expect(most).toBe(1)
    expect(body).toBe(frames.join(''))
  })

  it('Gives a sink that was waited for nothing empty, and the rest of the answer when it comes', async () => {
    let goOn = () => {}
    const untilAsked = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const { url, close } = await startLocalServer(async (_, response) => {
      response.writeHead(200, { 'content-length': 8 }).write('half')
      await untilAsked
      response.end('half')
    })
    const sizes: number[] = []
    const { told } = await carry(url, {}, (chunk) => {
      sizes.push(chunk.length)
      setImmediate(goOn)
      // Always asks for a moment, within a bound: what would never end could not be told to fail.
      return sizes.length < 100 ? Promise.resolve() : undefined
    })
    await close()
    expect(told).toEqual(['head', 'write', 'end'])
    expect(sizes).toEqual([4, 4])
  })

  it('Goes through the proxy that the environment names, and not for hosts that NO_PROXY excepts', async () => {
    const proxy = await startProxy()
    const { host, hostname } = new URL(fake.url)
    fake.setDefault(stream(frames))
    const env = { HTTP_PROXY: proxy.url }
    expect((await carry(fake.url, {}, () => {}, env)).body).toBe(frames.join(''))
    expect(proxy.tunnels).toEqual([host])
    const excepted = await carry(fake.url, {}, () => {}, { ...env, NO_PROXY: hostname })
    expect(excepted.body).toBe(frames.join(''))
    expect(proxy.tunnels).toHaveLength(1)
    proxy.close()
  })

  it('Settles an aborted call exactly once, whenever the abort comes', async () => {
    const early = new AbortController()
    early.abort()
    expect((await carry(fake.url, { signal: early.signal })).told).toEqual(['fail'])
    expect(fake.requests).toHaveLength(0)
  })
})
