import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type NewGatewayKey, newGatewayKeySchema } from '@/lib/domain/gateway-keys'
import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import type { Usage } from '@/lib/wire/types'
import { Secret } from '../secret'
import { openStore, type Store } from '../store/open'
import { toRunRow } from '../store/runs'
import { OWNER } from '../store/schema'
import { GatewayKeys } from './gateway-keys'
import type { KeyHolder } from './holder'

const FIRST = { value: new Secret('the-key-of-the-operator'), file: null }
/** 12 s before midnight in UTC. */
const EVENING = Date.parse('2026-11-27T23:59:48Z')
const MIDNIGHT = Date.parse('2026-11-28T00:00:00Z')

let dir: string
let store: Store
let keys: GatewayKeys
let now: number

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'parley-gateway-keys-'))
  store = await openStore(dir)
  now = EVENING
  await reopen()
})
afterEach(async () => {
  await keys.close()
  await store.close()
  rmSync(dir, { recursive: true })
})

/** As the next start finds it. */
async function reopen(): Promise<void> {
  keys = await GatewayKeys.open(store.db, FIRST, () => now)
}

function create(terms: Partial<NewGatewayKey> = {}) {
  return keys.create(newGatewayKeySchema.parse({ name: 'CI', ...terms }))
}

function holderOf(key: string): KeyHolder {
  return keys.identify(key, null)
}

/** How an act is refused; fails where it is not. */
function refusal(act: () => unknown): ApiError {
  try {
    act()
  } catch (error) {
    if (isApiError(error)) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

const said = (act: () => unknown) => {
  const { status, type, message } = refusal(act)
  return [status, type, message]
}

describe('who it is', () => {
  test('A key is found in either header, from the moment it is made and by the next start', async () => {
    const { id, key } = await create({ retry: true, cacheTtlSeconds: 60 })
    expect(key).toMatch(/^parley-[\w-]{43}$/)
    const holder = { id, name: 'CI', retry: true, cacheTtlSeconds: 60, fallback: [] }
    for (const restart of [() => {}, reopen]) {
      await restart()
      expect(keys.find(key, null)).toMatchObject(holder)
      expect(keys.find('wrong', `Bearer ${key}`)).toMatchObject(holder)
      expect(keys.find(FIRST.value.reveal(), undefined)?.id).toBe('first')
      expect(keys.find(`${key}x`, `Basic ${key}`)).toBeNull()
    }
  })

  test('No file of the data directory holds a key', async () => {
    const { key } = await create()
    for (const name of readdirSync(dir)) {
      expect([name, readFileSync(join(dir, name), 'latin1').includes(key.slice(7))]).toEqual([
        name,
        false,
      ])
    }
  })

  test('A key that does not count any more says why to its holder, and to nobody else', async () => {
    const expiring = await create({ name: 'Old', expiresAt: MIDNIGHT })
    const revoked = await create({ name: 'Lost' })
    await keys.change(revoked.id, { revoked: true })
    expect(keys.find(expiring.key, null)?.name).toBe('Old')
    now = MIDNIGHT
    for (const restart of [() => {}, reopen]) {
      await restart()
      expect([keys.find(expiring.key, null), keys.find(revoked.key, null)]).toEqual([null, null])
      const told = (key: string | null) => said(() => keys.identify(key, null))
      const type = 'authentication_error'
      expect(told(expiring.key)).toEqual([
        401,
        type,
        'The gateway key "Old" expired on 2026-11-28T00:00:00Z.',
      ])
      expect(told(revoked.key)).toEqual([401, type, 'The gateway key "Lost" has been revoked.'])
      expect(told(expiring.key.slice(0, -1))).toEqual([401, type, 'invalid x-api-key'])
      expect(told('')).toEqual([401, type, 'x-api-key header is required'])
      expect(keys.list().keys.map(({ state }) => state)).toEqual(['expired', 'revoked'])
    }
    await keys.remove(revoked.id)
    expect(said(() => keys.identify(revoked.key, null))[2]).toBe('invalid x-api-key')
    // Given more time, it opens again.
    await keys.change(expiring.id, { expiresAt: null })
    expect(keys.find(expiring.key, null)?.name).toBe('Old')
  })
})

describe('what it may ask for', () => {
  test('A model is allowed by its id or by a beginning, an upstream by its name, and no list allows all', async () => {
    const { key } = await create({ upstreams: ['sandbox'], models: ['claude-opus-5-5', 'my-*'] })
    const holder = holderOf(key)
    for (const model of ['claude-opus-5-5', 'my-', 'my-model']) keys.checkModel(holder, model)
    for (const model of ['claude-opus-5-5-20261001', 'claude-opus-5', 'amy-', '']) {
      expect(refusal(() => keys.checkModel(holder, model)).status).toBe(403)
    }
    expect(said(() => keys.checkModel(holder, 'claude-haiku-5-5'))).toEqual([
      403,
      'permission_error',
      'The gateway key "CI" does not allow the model claude-haiku-5-5. It allows: claude-opus-5-5, my-*.',
    ])
    keys.checkUpstream(holder, 'sandbox')
    expect(said(() => keys.checkUpstream(holder, 'anthropic'))).toEqual([
      403,
      'permission_error',
      'The gateway key "CI" may not use the upstream anthropic. It may use: sandbox.',
    ])
    const first = holderOf(FIRST.value.reveal())
    keys.checkModel(first, '')
    keys.checkUpstream(first, 'anthropic')
  })

  test('Limits that this version cannot read let nothing through', async () => {
    const { key } = await create()
    await store.db.updateTable('gateway_keys').set({ models: '{}', upstreams: '1' }).execute()
    await reopen()
    const holder = holderOf(key)
    expect(refusal(() => keys.checkModel(holder, 'any')).status).toBe(403)
    expect(refusal(() => keys.checkUpstream(holder, 'sandbox')).status).toBe(403)
  })
})

describe('how many calls', () => {
  test('A minute’s worth may come at once, then one as often as the limit says; a refused one costs nothing', async () => {
    const { key } = await create({ requestsPerMinute: 6 })
    const holder = holderOf(key)
    for (let call = 0; call < 6; call++) keys.admit(holder)
    for (let again = 0; again < 3; again++) {
      const error = refusal(() => keys.admit(holder))
      expect([error.status, error.type]).toEqual([429, 'rate_limit_error'])
      expect(error.headers).toEqual({
        'retry-after': '10',
        'anthropic-ratelimit-requests-limit': '6',
        'anthropic-ratelimit-requests-remaining': '0',
        'anthropic-ratelimit-requests-reset': '2026-11-27T23:59:58Z',
      })
      expect(error.message).toBe(
        'The gateway key "CI" allows 6 requests per minute, and they are used up. The next one is free in 10 s, at 2026-11-27T23:59:58Z.',
      )
    }
    now += 9000
    expect(refusal(() => keys.admit(holder)).headers['retry-after']).toBe('1')
    now += 1000
    keys.admit(holder)
    expect(refusal(() => keys.admit(holder)).headers['retry-after']).toBe('10')
    now += 60_000
    for (let call = 0; call < 6; call++) keys.admit(holder)
    expect(refusal(() => keys.admit(holder)).status).toBe(429)
    // A clock that was put back by an hour locks nobody out for an hour.
    now -= 3_600_000
    expect(Number(refusal(() => keys.admit(holder)).headers['retry-after'])).toBeLessThanOrEqual(10)
  })

  test.each([1, 3, 7, 59, 1000])(
    'After the wait that it is told, a key with %i per minute is let in',
    async (limit) => {
      const holder = holderOf((await create({ requestsPerMinute: limit })).key)
      for (let round = 0; round < 100; round++) {
        const error = refusal(() => {
          for (let call = 0; call <= limit; call++) keys.admit(holder)
        })
        now += Number(error.headers['retry-after']) * 1000
        keys.admit(holder)
      }
    },
  )

  test('Another limit counts from the next call on', async () => {
    const { id, key } = await create({ requestsPerMinute: 1 })
    keys.admit(holderOf(key))
    expect(refusal(() => keys.admit(holderOf(key))).status).toBe(429)
    await keys.change(id, { requestsPerMinute: null })
    for (let call = 0; call < 100; call++) keys.admit(holderOf(key))
  })
})

describe('how many tokens', () => {
  const usage = (tokens: number): Usage => ({
    input_tokens: tokens,
    cache_creation_input_tokens: tokens * 10,
    cache_read_input_tokens: tokens * 100,
    output_tokens: tokens * 1000,
  })

  /** A run as the gateway leaves it behind. */
  async function storeRun(keyId: string, endedAt: number, replayOf: string | null = null) {
    const run = newRun({
      id: newId(),
      source: 'gateway',
      upstream: 'sandbox',
      isSandbox: true,
      model: 'claude-opus-5-5',
      apiVersion: '2023-06-01',
      keyId,
      replayOf,
      endedAt,
      message: {
        id: 'msg',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: [],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: usage(1),
      },
    })
    const row = toRunRow(run, { headers: [], body: null }, OWNER, 'boot')
    await store.db.insertInto('runs').values(row).execute()
  }

  test('A spent budget refuses calls until the next day in UTC, also after a restart', async () => {
    const { id, key } = await create({ tokensPerDay: 2222 })
    await storeRun(id, EVENING - 86_400_000)
    await storeRun(id, EVENING)
    await storeRun(id, EVENING, 'another')
    await storeRun('another', EVENING)
    await reopen()
    expect(keys.get(id)?.tokensToday).toBe(1111)
    keys.admit(holderOf(key))
    await storeRun(id, EVENING)
    keys.spend(id, 1111)
    for (const restart of [() => {}, reopen]) {
      await restart()
      expect(keys.get(id)?.tokensToday).toBe(2222)
      const error = refusal(() => keys.admit(holderOf(key)))
      expect([error.status, error.type]).toEqual([429, 'rate_limit_error'])
      expect(error.headers).toEqual({ 'retry-after': '12', 'x-should-retry': 'false' })
      expect(error.message).toBe(
        'The gateway key "CI" allows 2222 tokens per day (UTC), and 2222 have been used. The budget is whole again at 2026-11-28T00:00:00Z, in 12 s.',
      )
    }
    now = MIDNIGHT
    keys.admit(holderOf(key))
    expect(keys.get(id)?.tokensToday).toBe(0)
    await reopen()
    expect(keys.get(id)?.tokensToday).toBe(0)
  })
})

test('When a key was last used is known at once, refused calls count, and the next start knows it too', async () => {
  const { id, key } = await create({ requestsPerMinute: 1 })
  expect(keys.get(id)?.lastUsedAt).toBeNull()
  keys.admit(holderOf(key))
  now += 5
  expect(refusal(() => keys.admit(holderOf(key))).status).toBe(429)
  keys.admit(holderOf(FIRST.value.reveal()))
  const use = () => [keys.get(id)?.lastUsedAt, keys.list().first.lastUsedAt]
  expect(use()).toEqual([now, now])
  await keys.close()
  await reopen()
  expect(use()).toEqual([now, now])
})
