import { join } from 'node:path'
import Database from 'libsql'
import { type ChatSettings, NO_CHOICES } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { RunTiming } from '@/lib/domain/run'
import { foldText } from '@/lib/domain/search-text'
import type { ConversationRow, MessageRow, RunRow } from '@/lib/server/store/schema'
import type { WireMessage } from '@/lib/wire/types'

/** The one owner of an installation without teams. */
const OWNER = 'owner'
const MODEL = 'claude-sonnet-5-5'
const SETTINGS: ChatSettings = {
  upstream: 'anthropic',
  apiVersion: '2023-06-01',
  model: MODEL,
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
}
const TIMING: RunTiming = {
  firstEvent: 300,
  firstToken: 400,
  total: 2400,
  blocks: [{ start: 400, end: 2400 }],
}

export interface Seed {
  title: string
  /** A question and its answer each. */
  pairs: readonly { question: string; answer: string }[]
}

/** Writes a finished conversation into a server's data directory, beside the server, and answers its id. */
export function seedConversation(dataDir: string, seed: Seed): string {
  const { conversation, ...turns } = finished(seed)
  write(dataDir, { conversations: [conversation], ...turns })
  return conversation.id
}

/** The same of a comparison, by its columns. */
export function seedComparison(
  dataDir: string,
  title: string,
  columns: readonly Seed['pairs'][],
): string {
  const { conversation } = finished({ title, pairs: [] })
  const { id } = conversation
  const all = columns.map((pairs) => finished({ title, pairs }))
  write(dataDir, {
    conversations: [
      { ...conversation, kind: 'comparison' },
      ...all.map((one) => ({ ...one.conversation, kind: 'column', comparison_id: id })),
    ],
    comparisons: [
      {
        id,
        owner_id: OWNER,
        columns: JSON.stringify(all.map((one) => one.conversation.id)),
        baseline_id: null,
        is_named: 1,
      },
    ],
    runs: all.flatMap(({ runs }) => runs),
    messages: all.flatMap(({ messages }) => messages),
  })
  return id
}

function finished({ title, pairs }: Seed) {
  const id = newId()
  const messages: MessageRow[] = []
  const runs: RunRow[] = []
  const start = Date.now() - pairs.length * 60_000
  for (const [index, pair] of pairs.entries()) {
    const at = start + index * 60_000
    const parentId = messages.at(-1)?.id ?? null
    const question = { ...row(id, parentId, messages.length, at), role: 'user' }
    const answer = { ...row(id, question.id, messages.length + 1, at), role: 'assistant' }
    const run = endedRun(id, answer.id, pair.answer, at)
    const content = JSON.stringify([{ type: 'text', text: pair.question }])
    messages.push({ ...question, content }, { ...answer, run_id: run.id })
    runs.push(run)
  }
  const conversation: ConversationRow = {
    id,
    owner_id: OWNER,
    title,
    title_key: foldText(title),
    head_id: messages.at(-1)?.id ?? null,
    settings: JSON.stringify(SETTINGS),
    created_at: start,
    updated_at: Date.now(),
    deleted_at: null,
    pinned_at: null,
    kind: 'chat',
    comparison_id: null,
  }
  return { conversation, messages, runs }
}

/** Writes ended runs of programs into a server's data directory, the first the newest, each a minute older. */
export function seedRuns(dataDir: string, rows: readonly Partial<RunRow>[]): void {
  const now = Date.now()
  const runs = rows.map((over, index) => ({
    ...endedRun(null, null, 'An answer.', now - (index + 1) * 60_000),
    source: 'gateway',
    settings: null,
    ...over,
  }))
  write(dataDir, { runs })
}

function write(dataDir: string, rows: Readonly<Record<string, readonly object[]>>): void {
  const database = new Database(join(dataDir, 'parley.db'), { timeout: 5000 })
  try {
    database.transaction(() => {
      for (const [table, some] of Object.entries(rows)) insert(database, table, some)
    })()
  } finally {
    database.close()
  }
}

function insert(database: Database.Database, table: string, rows: readonly object[]): void {
  const names = Object.keys(rows[0] ?? {})
  const places = names.map(() => '?').join(', ')
  const statement = database.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`,
  )
  for (const one of rows) statement.run(...Object.values(one))
}

function row(conversationId: string, parentId: string | null, seq: number, at: number) {
  return {
    id: newId(at),
    owner_id: OWNER,
    conversation_id: conversationId,
    parent_id: parentId,
    seq,
    content: null,
    run_id: null,
    created_at: at,
    deleted_at: null,
    head_before: null,
    captured: null,
    mark: null,
  }
}

function endedRun(
  conversationId: string | null,
  messageId: string | null,
  text: string,
  at: number,
): RunRow {
  const tokens = Math.ceil(text.length / 4)
  const message: WireMessage = {
    id: 'msg_01Seed',
    type: 'message',
    role: 'assistant',
    model: MODEL,
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: tokens },
  }
  return {
    id: newId(at),
    owner_id: OWNER,
    source: 'chat',
    conversation_id: conversationId,
    message_id: messageId,
    upstream: SETTINGS.upstream,
    is_sandbox: 0,
    model: MODEL,
    api_version: SETTINGS.apiVersion,
    context_key: null,
    settings: JSON.stringify(SETTINGS),
    status: 'complete',
    http_status: 200,
    request_id: null,
    retries: null,
    error: null,
    message: JSON.stringify(message),
    timing: JSON.stringify(TIMING),
    request_headers: '[]',
    request_body: '{}',
    response_headers: null,
    created_at: at,
    ended_at: at + 2400,
    boot_id: 'seed',
    asked: null,
    path: '/v1/messages',
    client: null,
    key_id: null,
    upstream_key_id: null,
    replay_of: null,
    request_bytes: null,
    body_bytes: 2,
    input_tokens: 10,
    cache_read_tokens: null,
    cache_write_tokens: null,
    output_tokens: tokens,
    cost: null,
    stop_reason: 'end_turn',
    answered_model: MODEL,
    total_ms: 2400,
    first_token_ms: TIMING.firstToken,
    tokens_per_second: tokens / 2,
  }
}
