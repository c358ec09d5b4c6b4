import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledQuery } from 'kysely'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matchesFilter, type RunSummary, runListQuerySchema } from '@/lib/domain/run-list'
import { groupUsage, sumUsage, USAGE_GROUPS } from '@/lib/domain/usage'
import { openStore, type Store } from './open'
import { repriceRuns } from './reprice'
import { listRuns, pageQuery, readFacets, sumRuns } from './run-list'
import { OWNER } from './schema'
import { sumUsageRows, usageRowsQuery } from './usage'

const COUNT = 100_000
const START = 1_800_000_000_000

let dir: string
let store: Store
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-store-'))
  store = await openStore(dir)
  seed(join(dir, 'parley.db'))
})
afterAll(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const idOf = (n: number) => `0193a7c4-e1f2-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A run every 10 ms or two at once; every 7th is one of chat, every 1000th failed, the oldest asked for a rare model. */
function seed(file: string): void {
  const database = new Database(file, { timeout: 5000 })
  const insert = database.prepare(`INSERT INTO runs (id, owner_id, source, upstream, is_sandbox,
      model, api_version, status, http_status, request_id, message, timing, request_headers,
      request_body, created_at, ended_at, boot_id, path, client, key_id, input_tokens,
      cache_read_tokens, output_tokens, cost, stop_reason, answered_model, total_ms)
    VALUES (?, ?, ?, 'anthropic', 0, ?, '2023-06-01', ?, ?, ?, ?, '{}', '[]', ?, ?, ?, 'b',
      '/v1/messages', ?, ?, 10, 5, 20, ?, ?, ?, 1200)`)
  const usage = { input_tokens: 1_000_000, output_tokens: 0 }
  database.exec('BEGIN')
  for (let n = 0; n < COUNT; n++) {
    const isChat = n % 7 === 0
    const hasFailed = n % 1000 === 0
    const isPriced = n % 1000 === 1
    const model = n === 0 ? 'rare-100%' : isPriced ? 'priced' : isChat ? 'claude-opus-5-5' : 'mine'
    const at = START + Math.floor(n / 2) * 20
    const message = isPriced ? JSON.stringify({ model, content: [{}], usage }) : null
    insert.run(
      idOf(n),
      n === 5 ? 'somebody else' : OWNER,
      isChat ? 'chat' : 'gateway',
      model,
      hasFailed ? 'failed' : 'complete',
      hasFailed ? 529 : 200,
      `req_${n}`,
      message,
      'x'.repeat(n % 100 === 0 ? 6000 : 10),
      at,
      at + 1200,
      isChat ? null : 'ts-sdk 1.10',
      isChat ? null : 'key-1',
      n % 2 === 0 ? null : 0.001 * (n % 5),
      hasFailed ? null : n % 3 === 0 ? 'max_tokens' : 'end_turn',
      message === null ? null : model,
    )
  }
  database.prepare('UPDATE runs SET replay_of = ? WHERE id = ?').run(idOf(3), idOf(9))
  database.exec('COMMIT')
  database.close()
}

const list = (query: Record<string, unknown> = {}, lookedAt?: number) =>
  listRuns(store.db, OWNER, runListQuerySchema.parse(query), lookedAt)

async function listAll(query: Record<string, unknown>, lookedAt?: number): Promise<RunSummary[]> {
  const runs: RunSummary[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await list({ ...query, ...(cursor === null ? {} : { cursor }) }, lookedAt)
    runs.push(...page.runs)
    cursor = page.nextCursor
    if (cursor === null) return runs
  }
}

/** On a connection of its own: an explained statement stays open, and an open one keeps a store from closing. */
function planOf({ sql, parameters }: CompiledQuery): string {
  const database = new Database(join(dir, 'parley.db'), { timeout: 5000 })
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
  database.close()
  return rows.map((row) => JSON.stringify(row)).join('\n')
}

test.each([
  ['of all', {}],
  ['of a filter', { model: 'mine', status: 'done', minCost: 0.002, q: 'req_9' }],
  ['behind a cursor', { cursor: `${START + 500_000}.${idOf(50_000)}`, since: START }],
])(
  'A page %s comes in order from the one index, and no row of the table is touched',
  (_, query) => {
    const page = planOf(pageQuery(store.db, OWNER, runListQuerySchema.parse(query)).compile())
    expect(page).toMatch(/SEARCH runs USING COVERING INDEX runs_listed \(owner_id=\?/)
    expect(page).not.toMatch(/TEMP B-TREE|USING INDEX|SCAN runs\b/)
  },
)

test('Page by page every run of its owner comes once, the newest first, equal times included', async () => {
  const runs = await listAll({ since: START + 999_000, limit: 7 })
  const n = (COUNT - 99_900) * 1
  expect(runs.map(({ id }) => id)).toEqual(Array.from({ length: n }, (_, i) => idOf(COUNT - 1 - i)))
  expect((await listAll({ until: START + 100, limit: 3 })).map(({ id }) => id)).toEqual(
    [9, 8, 7, 6, 4, 3, 2, 1, 0].map(idOf),
  )
})

test('A page goes on where the last one ended, whatever has begun since', async () => {
  const first = await list({ limit: 2, until: START + 100 })
  expect(first.runs.map(({ id }) => id)).toEqual([idOf(9), idOf(8)])
  const next = await list({ limit: 2, cursor: first.nextCursor })
  expect(next.runs.map(({ id }) => id)).toEqual([idOf(7), idOf(6)])
})

test('A filter that few runs meet looks at so many rows a page and no more, and still finds them all', async () => {
  const page = await list({ model: 'rare-100%' }, 30_000)
  expect(page).toMatchObject({ runs: [], nextCursor: expect.any(String) })
  const found = await listAll({ q: 'rare-100%' }, 30_000)
  expect(found.map(({ id }) => id)).toEqual([idOf(0)])
  expect(await list({ q: '100_' }, COUNT)).toEqual({ runs: [], nextCursor: null })
})

test.each([
  { source: 'chat' },
  { client: 'ts-sdk 1.10', key: 'key-1' },
  { status: 'done' },
  { status: 'limit' },
  { status: 'failed' },
  { status: '529' },
  { status: 'live' },
  { minCost: 0.003 },
  { q: ' REQ_12 ' },
  { q: 'opus', upstream: 'anthropic' },
  { upstream: 'elsewhere' },
])('The store and a tab agree which runs the filter %j has', async (filter) => {
  const until = START + 30_000
  const all = await listAll({ until, limit: 200 })
  const query = runListQuerySchema.parse(filter)
  const found = await listAll({ ...filter, until, limit: 200 })
  expect(all.length).toBe(2999)
  expect(found.map(({ id }) => id)).toEqual(
    all.filter((run) => matchesFilter(run, query)).map(({ id }) => id),
  )
})

test('The sums count from a moment on, and the filters offer what occurs', async () => {
  const { count, cost } = await sumRuns(store.db, OWNER, START + 999_980)
  expect(count).toBe(2)
  expect(cost).toBeCloseTo(0.004)
  expect(await readFacets(store.db, OWNER)).toEqual({
    sources: ['chat', 'gateway'],
    clients: ['ts-sdk 1.10'],
    keys: ['key-1'],
    models: ['claude-opus-5-5', 'mine', 'priced', 'rare-100%'],
    upstreams: ['anthropic'],
    statuses: [529],
  })
})

test('A new price of a model changes what its runs cost, and of no other', async () => {
  const price = { asOf: '2026-11-01', input: 3, output: 0, cacheRead: null }
  const costOf = async (n: number) =>
    (await store.db.selectFrom('runs').select('cost').where('id', '=', idOf(n)).executeTakeFirst())
      ?.cost
  await repriceRuns(store.db, OWNER, ['priced'], { priced: price })
  expect([await costOf(1001), await costOf(7)]).toEqual([3, 0.001 * (7 % 5)])
  await repriceRuns(store.db, OWNER, ['priced'], {})
  expect(await costOf(1001)).toBe(null)
})

describe('Usage', () => {
  const DAY = 86_400_000
  const asked = { since: START, until: START + DAY, zone: 'UTC' }

  test.each(USAGE_GROUPS)('Is summed by %s from the index alone', (by) => {
    const plan = planOf(usageRowsQuery(store.db, OWNER, { ...asked, by }).compile())
    expect(plan).toContain('USING COVERING INDEX runs_listed')
    expect(plan).not.toContain('SCAN runs')
  })

  test('Has each run of its owner once, answers of the cache without tokens, and unknown costs apart', async () => {
    const { n } = await store.db
      .selectFrom('runs')
      .select(({ fn }) => fn.count<number>('cost').as('n'))
      .where('owner_id', '=', OWNER)
      .executeTakeFirstOrThrow()
    const sums = sumUsage(await sumUsageRows(store.db, OWNER, { ...asked, by: 'model' }))
    expect(sums).toMatchObject({
      runs: COUNT - 1,
      errors: COUNT / 1000,
      input: 10 * (COUNT - 2),
      cacheRead: 5 * (COUNT - 2),
      cacheWrite: 0,
      output: 20 * (COUNT - 2),
      // The answer of the cache has a cost in its row.
      unknown: COUNT - 1 - n,
    })
    const byKey = groupUsage(await sumUsageRows(store.db, OWNER, { ...asked, by: 'key' }), 'name')
    expect([...byKey.keys()].sort()).toEqual(['', 'key-1'])
  })

  test('Counts a run for the day that it was where the person is', async () => {
    const days = async (zone: string) => {
      const rows = await sumUsageRows(store.db, OWNER, { ...asked, by: 'day', zone })
      return rows.map(({ day, runs }) => `${day} ${runs > 0}`)
    }
    // The runs begin at 2027-01-15T08:00:00Z and come within 17 minutes.
    expect(await days('UTC')).toEqual(['2027-01-15 true'])
    expect(await days('America/Los_Angeles')).toEqual(['2027-01-15 true'])
    expect(await days('Pacific/Honolulu')).toEqual(['2027-01-14 true'])
  })
})
