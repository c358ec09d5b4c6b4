import 'server-only'
import type { Caveat } from '@/lib/domain/carried'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { contextKey } from '@/lib/domain/request'
import { hasEnded } from '@/lib/domain/run'
import { titleOfText } from '@/lib/domain/turn'
import { accountOf } from '@/lib/domain/upstream-keys'
import { ApiError, isApiError } from '@/lib/wire/errors'
import { parseRecord } from '@/lib/wire/json'
import type { Parley } from '../parley'
import { checkShape } from '../read-json'
import { findConversation } from '../store/conversations'
import { insertConversation } from '../store/insert-conversation'
import { findRun } from '../store/runs'
import { OWNER, type RunRow } from '../store/schema'
import type { StoredCapture } from '../store/turns'
import { planCapturedCalls, planWrittenCalls } from '../tools/plan-calls'
import { WORKSPACE_HEADER } from '../upstream/headers'
import { listAllModels } from '../upstream/models'
import type { HeaderList } from '../upstream/sink'
import { keyInUse } from '../upstream/view'
import { findJsonLosses } from './json-losses'
import { readRequestText } from './request-text'
import { toSettings } from './to-settings'
import { type CapturedMessage, toTurns } from './to-turns'

/** Longest that the list of models is waited for: without it the panel judges by what it knows itself. */
const MODELS_MS = 3000
const LONGEST_MODEL = 256

interface Opened {
  conversationId: string
  isNew: boolean
}

/**
 * Opens a run as a conversation: a captured one as a new one, each time anew; one of a conversation
 * is there already. Throws 404, and 409 where that cannot be done.
 */
export async function openRun(parley: Parley, id: string): Promise<Opened> {
  const { store, runs } = parley
  const run = await runs.get(OWNER, id)
  if (run.conversationId !== null) return openChat(parley, run.conversationId)
  if (!hasEnded(run.status)) {
    throw new ApiError(409, 'This run is still being answered. Open it when it has ended.')
  }
  await runs.journal.flush()
  const row = await findRun(store.db, OWNER, id)
  if (row === undefined) throw new ApiError(404, `There is no run ${id}.`)
  const conversationId = newId()
  const { turns, title, settings } = await plan(parley, row, conversationId)
  const messageId = turns.at(-1)?.id ?? ''
  const calls = [
    ...(await planWrittenCalls(turns)),
    ...(await planCapturedCalls(run, { conversationId, messageId })),
  ]
  const whole = { id: conversationId, title, settings, turns, calls }
  await store.db.transaction().execute((tx) => insertConversation(tx, OWNER, whole))
  runs.live.changed(OWNER, conversationId)
  return { conversationId, isNew: true }
}

async function openChat({ store }: Parley, conversationId: string): Promise<Opened> {
  const row = await findConversation(store.db, OWNER, conversationId)
  if (row === undefined || row.deleted_at !== null) {
    throw new ApiError(409, 'The conversation of this run was deleted.')
  }
  return { conversationId, isNew: false }
}

async function plan(parley: Parley, row: RunRow, conversationId: string) {
  // Written from a HeaderList.
  const headers = JSON.parse(row.request_headers) as HeaderList
  const text = await readRequestText(row, headers)
  const body = parseRecord(text)
  if (body === null) throw new ApiError(409, 'The request of this run is no JSON object.')
  const { model, messages } = body
  if (typeof model !== 'string' || model === '' || model.length > LONGEST_MODEL) {
    throw new ApiError(409, 'The request of this run names no model, so it cannot be opened.')
  }
  const target = await findTarget(parley, row.upstream, headers)
  const caveats = [...target.caveats, ...findJsonLosses(text)]
  const settings = toSettings({ ...target, body, model, path: row.path, caveats })
  checkSendable(settings)
  // Its thinking is valid where the request went, with the key that is used there.
  const key = contextKey({ ...settings, upstream: row.upstream }, target.account)
  const captured = toTurns(messages, key)
  const answer: StoredCapture = { contextKey: key, settings }
  const turns = chain(captured, conversationId, { runId: row.id, at: row.created_at, answer })
  return { turns, settings, title: titleOf(captured) || model }
}

/** A screen sends the settings with each start of a run: what would be refused there is refused here. */
function checkSendable(settings: ChatSettings): void {
  try {
    checkShape({ settings }, 1)
  } catch (error) {
    if (!isApiError(error)) throw error
    throw new ApiError(409, `The request of this run cannot be opened. ${error.message}`)
  }
}

/** Where the conversation goes on: at the run's own upstream while there is one of that name. */
async function findTarget({ upstreams, keyring }: Parley, name: string, headers: HeaderList) {
  const isThere = upstreams.names.includes(name)
  const upstream = upstreams.get(isThere ? name : upstreams.defaultName)
  const config = upstreams.config(upstream.name)
  const models = await listAllModels(upstream, AbortSignal.timeout(MODELS_MS)).catch(
    () => undefined,
  )
  const caveats: Caveat[] = isThere ? [] : [{ kind: 'upstream', name }]
  return {
    upstream: upstream.name,
    workspaceId: upstream.workspaceId,
    account: config === null ? null : accountOf(keyInUse(config, keyring)),
    // A workspace is one of the account there.
    headers: isThere ? headers : headers.filter(([field]) => field !== WORKSPACE_HEADER),
    models,
    caveats,
  }
}

interface Answer {
  runId: string
  at: number
  answer: StoredCapture
}

/** The turns one under the other, the run's answer last. */
function chain(
  captured: readonly CapturedMessage[],
  conversationId: string,
  { runId, at, answer }: Answer,
): (Message & { captured: StoredCapture })[] {
  const last = { role: 'assistant' as const, content: null, runId, captured: answer }
  const asked = captured.map((turn) => ({ ...turn, runId: null }))
  const ids = [...asked, last].map(() => newId())
  return [...asked, last].map((turn, index) => ({
    ...turn,
    id: ids[index] ?? newId(),
    parentId: ids[index - 1] ?? null,
    conversationId,
    createdAt: at,
  }))
}

/** From the first words of a person, as elsewhere. */
function titleOf(turns: readonly CapturedMessage[]): string {
  const texts = turns
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => content)
    .flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : []))
  return titleOfText(texts.find((text) => text.trim() !== '') ?? '')
}
