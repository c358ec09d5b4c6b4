import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalServer, startLocalServer } from '@/e2e/harness/local-server'
import { reachOf } from './addresses'
import { createGuardedFetch, type GuardedFetch, type OutboundRequest } from './guarded-fetch'
import type { Lookup } from './guarded-lookup'
import { readBounded } from './read-bounded'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Two origins of one machine; what they got. */
const hits: { host: string; headers: IncomingMessage['headers']; method: string }[] = []
let one: LocalServer
let two: LocalServer
let answer: Answer
const open: GuardedFetch[] = []

beforeAll(async () => {
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    const { host = '' } = request.headers
    hits.push({ host, headers: request.headers, method: request.method ?? '' })
    answer(request, response)
  }
  one = await startLocalServer(listen)
  two = await startLocalServer(listen)
})
afterEach(async () => {
  hits.length = 0
  await Promise.all(open.splice(0).map((guarded) => guarded.close()))
})
afterAll(async () => {
  await one.close()
  await two.close()
})

function guard(named: string[], lookup?: Lookup): GuardedFetch {
  const guarded = createGuardedFetch({ origins: new Set(named), setting: 'hosts' }, {}, lookup)
  open.push(guarded)
  return guarded
}
const asking = (over: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: 'GET',
  headers: [],
  body: null,
  hosts: 'named',
  signal: new AbortController().signal,
  ...over,
})
const portOf = ({ url }: LocalServer) => new URL(url).port
const ok: Answer = (_, response) => response.end('ok')
const to =
  (status: number, location: string): Answer =>
  (request, response) => {
    if (request.url === '/end') response.end('end')
    else response.writeHead(status, { location }).end()
  }

describe('A host that nobody named', () => {
  const hosts = [
    ...['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', '0177.0.0.1', '0.0.0.0'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:169.254.169.254]', '169.254.169.254'],
    ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '100.64.0.1', '198.18.0.1'],
    ...['[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[fd00::1]', '[fe80::1]'],
    ...['224.0.0.1', '255.255.255.255', '[ff02::1]', '[::127.0.0.1]', '[fd00:ec2::254]', '1.2.3.4'],
  ]
  it('is not called, in whatever form its address is written', async () => {
    answer = ok
    const guarded = guard(['https://api.example.com', `http://127.0.0.1:${portOf(two)}`])
    for (const host of hosts) {
      const url = `http://${host}:${portOf(one)}/`
      await expect(guarded.fetch(url, asking()), url).rejects.toThrow('is not allowed')
      // The port of the one that is named is not enough, nor is its scheme.
      if (host === '1.2.3.4') continue
      await expect(guarded.fetch(url, asking({ hosts: 'public' })), url).rejects.toThrow(
        'must not be called',
      )
    }
    for (const url of [
      `https://127.0.0.1:${portOf(two)}/`,
      'file:///etc/passwd',
      'x',
      'ftp://h/',
    ]) {
      await expect(guarded.fetch(url, asking()), url).rejects.toThrow(/is no|is not allowed/)
    }
    const withPassword = `http://a:b@127.0.0.1:${portOf(two)}/`
    await expect(guarded.fetch(withPassword, asking())).rejects.toThrow('user name')
    expect(hits).toEqual([])
  })

  it('is not called when its name leads to a private address at the moment of the connection, alone or among others', async () => {
    answer = ok
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['169.254.169.254']]) {
      const guarded = guard([], (_, __, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      )
      const url = `http://rebound.example:${portOf(one)}/`
      await expect(guarded.fetch(url, asking({ hosts: 'public' }))).rejects.toThrow(
        'which must not be called',
      )
    }
    expect(hits).toEqual([])
  })
})

describe('A host that the operator named', () => {
  it('is called in a private network too, but a name never leads to the metadata of a cloud', async () => {
    answer = ok
    const inside = `http://inside.example:${portOf(one)}`
    const leadTo = (address: string) =>
      guard([inside, one.url], (_, __, done) => done(null, [{ address, family: 4 }]))
    expect(await (await leadTo('127.0.0.1').fetch(`${inside}/`, asking())).text()).toBe('ok')
    expect(await (await leadTo('127.0.0.1').fetch(`${one.url}/`, asking())).text()).toBe('ok')
    expect(hits.length).toBe(2)
    await expect(leadTo('169.254.169.254').fetch(`${inside}/`, asking())).rejects.toThrow(
      'which must not be called',
    )
  })

  it('leads by a redirect to no host that is not named, and to no other scheme', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      answer = to(status, `${two.url}/end`)
      await expect(guard([one.url]).fetch(one.url, asking())).rejects.toThrow('is not allowed')
    }
    answer = to(302, 'file:///etc/passwd')
    await expect(guard([one.url]).fetch(one.url, asking())).rejects.toThrow('is no scheme')
    answer = to(302, '/')
    await expect(guard([one.url]).fetch(one.url, asking())).rejects.toThrow('more than 5 times')
    expect(new Set(hits.map(({ host }) => host))).toEqual(new Set([new URL(one.url).host]))
  })

  it('gives to another origin neither a header that may be a secret, nor a body that was not meant for it', async () => {
    const headers = [
      ['authorization', 'secret'],
      ['x-api-key', 'secret'],
      ['accept', 'text/plain'],
      ['content-type', 'text/x'],
    ] as const
    const post = asking({ method: 'POST', headers, body: 'data' })
    answer = to(307, `${two.url}/end`)
    expect(await (await guard([one.url, two.url]).fetch(one.url, post)).text()).toBe('end')
    expect(hits[0]?.headers).toMatchObject({ authorization: 'secret', 'x-api-key': 'secret' })
    expect(JSON.stringify(hits[1]?.headers)).not.toContain('secret')
    expect(hits[1]).toMatchObject({ method: 'POST', headers: { accept: 'text/plain' } })
    answer = to(303, '/end')
    await guard([one.url]).fetch(one.url, post)
    expect(hits[3]).toMatchObject({ method: 'GET', headers: { authorization: 'secret' } })
    expect(hits[3]?.headers['content-length']).toBeUndefined()
  })

  it('cannot fill the memory with an answer that unpacks without end', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    const came = await guard([one.url]).fetch(one.url, asking())
    await expect(readBounded(came, 1_000_000)).rejects.toThrow('more than 1 MB')
    answer = (_, response) => response.end('x'.repeat(1_000_000))
    const whole = await guard([one.url]).fetch(one.url, asking())
    expect((await readBounded(whole, 1_000_000)).length).toBe(1_000_000)
  })
})

it('An address is public, private, or nobody’s', () => {
  const reaches = (addresses: string[]) => new Set(addresses.map(reachOf))
  expect(reaches(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111'])).toEqual(
    new Set(['public']),
  )
  expect(reaches(['127.8.8.8', '10.1.1.1', '100.127.0.1', '::1', 'fd12::1'])).toEqual(
    new Set(['private']),
  )
  expect(
    reaches(['169.254.1.1', '0.1.1.1', '::', '::ffff:8.8.8.8', '::1.2.3.4', 'fe80::1%eth0', 'x']),
  ).toEqual(new Set(['never']))
})
