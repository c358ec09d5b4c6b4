import 'server-only'
import type { Selectable } from 'kysely'
import {
  type Run,
  type RunError,
  type RunRetry,
  type RunSource,
  type RunStatus,
  type RunTiming,
  tokensPerSecond,
} from '@/lib/domain/run'
import { ApiError } from '@/lib/wire/errors'
import type { Usage, WireMessage } from '@/lib/wire/types'
import type { HeaderList } from '../upstream/sink'
import { readChatSettings } from './read-chat-settings'
import type { Db, RunRow, Tx } from './schema'

/** What a run sends, as kept: credentials are never among the headers. */
export interface StoredRequest {
  headers: HeaderList
  /** Text where it is text; null where nothing is kept. */
  body: string | Uint8Array | null
}

/** The run as the screens see it. Throws 404. */
export async function getRun(db: Db, owner: string, id: string): Promise<Run> {
  const row = await findRun(db, owner, id)
  if (row === undefined) throw new ApiError(404, `There is no run ${id}.`)
  return toRun(row)
}

/** Those of these runs that are there, in no order. */
export async function readRuns(db: Db, owner: string, ids: readonly string[]): Promise<Run[]> {
  const rows = await db
    .selectFrom('runs')
    .select(RUN_COLUMNS)
    .where('owner_id', '=', owner)
    .where('id', 'in', ids)
    .execute()
  return rows.map(toRun)
}

/** The row of one run. */
export function findRun(db: Db | Tx, owner: string, id: string) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The columns that change while a run lives; `cost` is what it came to, where that is known. */
export function toMutableColumns(
  run: Run,
  responseHeaders: HeaderList | null,
  cost: number | null,
) {
  return {
    // A call at the gateway may fall back to another place.
    upstream: run.upstream,
    is_sandbox: run.isSandbox ? 1 : 0,
    upstream_key_id: run.upstreamKeyId,
    model: run.model,
    status: run.status,
    http_status: run.httpStatus,
    request_id: run.requestId,
    retries: run.retries.length === 0 ? null : JSON.stringify(run.retries),
    error: run.error === null ? null : JSON.stringify(run.error),
    message: run.message === null ? null : JSON.stringify(run.message),
    timing: JSON.stringify(run.timing),
    response_headers: responseHeaders === null ? null : JSON.stringify(responseHeaders),
    ended_at: run.endedAt,
    stop_reason: run.message?.stop_reason ?? null,
    answered_model: run.message?.model ?? null,
    total_ms: run.timing.total === null ? null : Math.round(run.timing.total),
    first_token_ms: run.timing.firstToken,
    tokens_per_second: tokensPerSecond(run.message?.usage, run.timing),
    cost,
    ...figuresOf(run.message?.usage),
  }
}

function figuresOf(usage: Usage | undefined) {
  return {
    input_tokens: usage?.input_tokens ?? null,
    cache_read_tokens: usage?.cache_read_input_tokens ?? null,
    cache_write_tokens: usage?.cache_creation_input_tokens ?? null,
    output_tokens: usage?.output_tokens ?? null,
  }
}

/** The whole row of a new run. */
export function toRunRow(run: Run, request: StoredRequest, owner: string, bootId: string): RunRow {
  return {
    id: run.id,
    owner_id: owner,
    source: run.source,
    conversation_id: run.conversationId,
    message_id: run.messageId,
    api_version: run.apiVersion,
    path: run.path,
    client: run.client,
    key_id: run.keyId,
    replay_of: run.replayOf,
    context_key: run.contextKey,
    settings: run.settings === null ? null : JSON.stringify(run.settings),
    request_headers: JSON.stringify(request.headers),
    request_body: typeof request.body === 'string' ? request.body : null,
    request_bytes: request.body instanceof Uint8Array ? request.body : null,
    body_bytes: null,
    created_at: run.createdAt,
    boot_id: bootId,
    asked: null,
    ...toMutableColumns(run, null, null),
  }
}

/** The columns of {@link toRun}: never what was sent, which holds the whole conversation so far. */
export const RUN_COLUMNS = [
  'id',
  'source',
  'conversation_id',
  'message_id',
  'upstream',
  'is_sandbox',
  'model',
  'api_version',
  'path',
  'client',
  'key_id',
  'upstream_key_id',
  'replay_of',
  'context_key',
  'settings',
  'status',
  'http_status',
  'request_id',
  'retries',
  'error',
  'message',
  'timing',
  'created_at',
  'ended_at',
] as const satisfies (keyof RunRow)[]

/** Reads a run back. The JSON columns were written by {@link toMutableColumns} from the same types. */
export function toRun(row: Pick<Selectable<RunRow>, (typeof RUN_COLUMNS)[number]>): Run {
  return {
    id: row.id,
    source: row.source as RunSource,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    upstream: row.upstream,
    isSandbox: row.is_sandbox === 1,
    model: row.model,
    apiVersion: row.api_version,
    path: row.path,
    client: row.client,
    keyId: row.key_id,
    upstreamKeyId: row.upstream_key_id,
    replayOf: row.replay_of,
    contextKey: row.context_key,
    settings: readChatSettings(row.settings),
    status: row.status as RunStatus,
    httpStatus: row.http_status,
    requestId: row.request_id,
    retries: row.retries === null ? [] : (JSON.parse(row.retries) as RunRetry[]),
    error: row.error === null ? null : (JSON.parse(row.error) as RunError),
    message: row.message === null ? null : (JSON.parse(row.message) as WireMessage),
    timing: JSON.parse(row.timing) as RunTiming,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}
