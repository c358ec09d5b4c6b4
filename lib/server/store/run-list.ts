import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import type { RunSource, RunStatus } from '@/lib/domain/run'
import {
  LIMIT_REASONS,
  REFUSAL,
  type RunFacets,
  type RunListQuery,
  type RunPage,
  type RunState,
  type RunSummary,
} from '@/lib/domain/run-list'
import type { Db, RunRow } from './schema'

/**
 * Rows looked at for one page: a filter that few runs meet must not hold all other calls up. Where
 * that ends before the page is full, its cursor leads on.
 */
const LOOKED_AT = 20_000

/** What a row shows. All of it is in the index `runs_listed`: a run's own row may hold megabytes. */
const LISTED = [
  'id',
  'source',
  'client',
  'key_id',
  'upstream',
  'is_sandbox',
  'model',
  'status',
  'http_status',
  'stop_reason',
  'request_id',
  'replay_of',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'cost',
  'total_ms',
  'created_at',
  'ended_at',
] as const satisfies (keyof RunRow)[]

type Listed = Pick<RunRow, (typeof LISTED)[number]>

/** A page of the owner's runs, the newest first. The cursor is a place in the order. */
export async function listRuns(
  db: Db,
  owner: string,
  query: RunListQuery,
  lookedAt = LOOKED_AT,
): Promise<RunPage> {
  const rows = await pageQuery(db, owner, query, lookedAt).execute()
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : await placeAt(db, owner, query, lookedAt)
  return {
    runs: page.map(toSummary),
    nextCursor: last === undefined ? null : `${last.created_at}.${last.id}`,
  }
}

/** The statement of one page; one row more tells whether another follows. */
export function pageQuery(db: Db, owner: string, query: RunListQuery, lookedAt = LOOKED_AT) {
  const inOrder = inOrderQuery(db, owner, query).select(LISTED).limit(lookedAt)
  // They come in the order of the inner query; ordered again, all of them would be read for any page.
  let rows = db
    .selectFrom(inOrder.as('looked'))
    .selectAll()
    .limit(query.limit + 1)
  const { source, client, key, model, upstream, status, minCost, q } = query
  if (source !== undefined) rows = rows.where('source', '=', source)
  if (client !== undefined) rows = rows.where('client', '=', client)
  if (key !== undefined) rows = rows.where('key_id', '=', key)
  if (model !== undefined) rows = rows.where('model', '=', model)
  if (upstream !== undefined) rows = rows.where('upstream', '=', upstream)
  if (status !== undefined) rows = rows.where(statusIs(status))
  if (minCost !== undefined) rows = rows.where('cost', '>=', minCost)
  const needle = q?.trim() ?? ''
  if (needle !== '') rows = rows.where(holds(needle))
  return rows
}

/** The runs from the cursor on, within the times asked for. */
function inOrderQuery(db: Db, owner: string, { since, until, cursor }: RunListQuery) {
  let rows = db
    .selectFrom('runs')
    .where('owner_id', '=', owner)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  if (since !== undefined) rows = rows.where('created_at', '>=', since)
  if (until !== undefined) rows = rows.where('created_at', '<', until)
  if (cursor === undefined) return rows
  const [time = '', id = ''] = cursor.split('.')
  const at = Number(time)
  return rows
    .where('created_at', '<=', at)
    .where((is) => is.or([is('created_at', '<', at), is('id', '<', id)]))
}

/** The last place that a page looked at, if there is anything behind it. */
async function placeAt(db: Db, owner: string, query: RunListQuery, lookedAt: number) {
  const rows = await inOrderQuery(db, owner, query)
    .select(['created_at', 'id'])
    .offset(lookedAt - 1)
    .limit(2)
    .execute()
  return rows.length > 1 ? rows[0] : undefined
}

const STATES: Readonly<Record<RunState, RawBuilder<boolean>>> = {
  live: sql<boolean>`status IN ('queued', 'streaming')`,
  stopped: sql<boolean>`status = 'stopped'`,
  failed: sql<boolean>`status IN ('failed', 'interrupted')`,
  limit: sql<boolean>`status = 'complete' AND stop_reason IN (${sql.join(LIMIT_REASONS)})`,
  refused: sql<boolean>`status = 'complete' AND stop_reason = ${REFUSAL}`,
  done: sql<boolean>`status = 'complete' AND (stop_reason IS NULL
    OR stop_reason NOT IN (${sql.join([...LIMIT_REASONS, REFUSAL])}))`,
}

function statusIs(status: string): RawBuilder<boolean> {
  return Object.hasOwn(STATES, status)
    ? STATES[status as RunState]
    : sql<boolean>`http_status = ${Number(status)}`
}

function holds(text: string): RawBuilder<boolean> {
  const pattern = `%${text.replace(/[%_!]/g, '!$&')}%`
  const columns = ['id', 'request_id', 'model', 'client'].map(
    (name) => sql`${sql.ref(name)} LIKE ${pattern} ESCAPE '!'`,
  )
  return sql<boolean>`(${sql.join(columns, sql` OR `)})`
}

/** How many runs there are since a moment, and what they cost as far as that can be told. */
export async function sumRuns(
  db: Db,
  owner: string,
  since: number,
): Promise<{ count: number; cost: number }> {
  const sums = await db
    .selectFrom('runs')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number | null>('cost').as('cost'),
    ])
    .where('owner_id', '=', owner)
    .where('created_at', '>=', since)
    .executeTakeFirst()
  return { count: Number(sums?.count ?? 0), cost: Number(sums?.cost ?? 0) }
}

/** Clients name models as they like: a menu of more values helps nobody, and every tab asks for it. */
export const MOST_VALUES = 500

/** What occurs among all runs of an owner, by one walk over the index. */
export async function readFacets(db: Db, owner: string): Promise<RunFacets> {
  const rows = await db
    .selectFrom('runs')
    .select(['source', 'client', 'key_id', 'model', 'upstream'])
    .select(sql<number | null>`CASE WHEN http_status >= 400 THEN http_status END`.as('status'))
    .distinct()
    .where('owner_id', '=', owner)
    .execute()
  return {
    sources: sorted(rows.map(({ source }) => source as RunSource)),
    clients: sorted(rows.map(({ client }) => client)),
    keys: sorted(rows.map(({ key_id }) => key_id)),
    models: sorted(rows.map(({ model }) => model)),
    upstreams: sorted(rows.map(({ upstream }) => upstream)),
    statuses: sorted(rows.map(({ status }) => status)),
  }
}

/** Each value once; none for what has none. */
function sorted<T extends string | number>(values: readonly (T | null)[]): T[] {
  return [...new Set(values)]
    .flatMap((value) => (value === null || value === '' ? [] : [value]))
    .slice(0, MOST_VALUES)
    .sort()
}

function toSummary(row: Listed): RunSummary {
  return {
    id: row.id,
    // Written from a Run.
    source: row.source as RunSource,
    client: row.client,
    keyId: row.key_id,
    upstream: row.upstream,
    isSandbox: row.is_sandbox === 1,
    model: row.model,
    status: row.status as RunStatus,
    httpStatus: row.http_status,
    stopReason: row.stop_reason,
    requestId: row.request_id,
    replayOf: row.replay_of,
    promptTokens: row.input_tokens === null ? null : promptOf(row, row.input_tokens),
    outputTokens: row.output_tokens,
    cost: row.cost,
    total: row.total_ms,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

function promptOf({ cache_read_tokens, cache_write_tokens }: Listed, input: number): number {
  return input + (cache_read_tokens ?? 0) + (cache_write_tokens ?? 0)
}
