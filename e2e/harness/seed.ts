import { type ChatSettings, NO_PARAMETERS } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { newRun } from '@/lib/domain/new-run'
import { foldText } from '@/lib/domain/search-text'
import { openStore } from '@/lib/server/store/open'
import { toRunRow } from '@/lib/server/store/runs'
import { type MessageRow, OWNER, type RunRow } from '@/lib/server/store/schema'
import type { WireMessage } from '@/lib/wire/types'

const MODEL = 'claude-sonnet-5-5'
const SETTINGS: ChatSettings = {
  upstream: 'anthropic',
  apiVersion: '2023-06-01',
  model: MODEL,
  maxTokens: 4096,
  system: '',
  ...NO_PARAMETERS,
}
/** SQLite takes so many values in one statement. */
const ROWS_AT_ONCE = 200

export interface Seed {
  title: string
  /** A question and its answer each. */
  pairs: readonly { question: string; answer: string }[]
}

/** Writes a finished conversation into a data directory that no server uses, and answers its id. */
export async function seedConversation(dataDir: string, { title, pairs }: Seed): Promise<string> {
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
  const store = await openStore(dataDir)
  const { db } = store
  await db
    .insertInto('conversations')
    .values({
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
    })
    .execute()
  for (let i = 0; i < runs.length; i += ROWS_AT_ONCE) {
    await db
      .insertInto('runs')
      .values(runs.slice(i, i + ROWS_AT_ONCE))
      .execute()
  }
  for (let i = 0; i < messages.length; i += ROWS_AT_ONCE) {
    await db
      .insertInto('messages')
      .values(messages.slice(i, i + ROWS_AT_ONCE))
      .execute()
  }
  await store.close()
  return id
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
  }
}

function endedRun(conversationId: string, messageId: string, text: string, at: number): RunRow {
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
  const run = newRun({
    id: newId(at),
    source: 'chat',
    conversationId,
    messageId,
    upstream: SETTINGS.upstream,
    isSandbox: false,
    model: MODEL,
    apiVersion: SETTINGS.apiVersion,
    status: 'complete',
    httpStatus: 200,
    message,
    timing: { firstEvent: 300, firstToken: 400, total: 2400, blocks: [{ start: 400, end: 2400 }] },
    createdAt: at,
    endedAt: at + 2400,
  })
  return toRunRow(run, { headers: [], body: null }, OWNER, 'seed')
}
