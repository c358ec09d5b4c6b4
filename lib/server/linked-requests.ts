import 'server-only'
import { type Message, pathTo } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { LinkRequest, OpenedRequest } from '@/lib/domain/linked-request'
import { contextKey, sentTurns } from '@/lib/domain/request'
import { titleOfText } from '@/lib/domain/turn'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from './parley'
import { readConversationRuns } from './store/conversation-runs'
import { insertConversation } from './store/insert-conversation'
import { getLinkedRequest, insertLinkedRequest, type LinkedTurn } from './store/linked-requests'
import { OWNER } from './store/schema'
import { readTurns } from './store/turns'
import { planWrittenCalls } from './tools/plan-calls'

/** Keeps a request as it would be sent now, whatever becomes of its conversation. Throws 404. */
export async function keepRequest(parley: Parley, input: LinkRequest): Promise<{ id: string }> {
  const { settings, text } = input
  const id = newId()
  const turns = await sentNow(parley, input)
  await insertLinkedRequest(parley.store.db, OWNER, id, { settings, turns, text })
  return { id }
}

/** Makes a conversation of a kept request, each time anew. Throws 404. */
export async function openRequest({ store, runs }: Parley, id: string): Promise<OpenedRequest> {
  const { settings, turns, text } = await getLinkedRequest(store.db, OWNER, id)
  const conversationId = newId()
  const title = titleOfText(firstWords(turns) || text) || settings.model
  const chained = chain(turns, conversationId)
  const calls = await planWrittenCalls(chained)
  const whole = { id: conversationId, title, settings, turns: chained, calls }
  await store.db.transaction().execute((tx) => insertConversation(tx, OWNER, whole))
  runs.live.changed(OWNER, conversationId)
  return { conversationId, text }
}

/** The turns of the request, with the thinking that is valid in it. */
async function sentNow({ store, runs }: Parley, input: LinkRequest): Promise<LinkedTurn[]> {
  const { conversationId, headId, settings, account } = input
  if (conversationId === null || headId === null) return []
  const path = pathTo(await readTurns(store.db, OWNER, conversationId), headId)
  if (path.length === 0) {
    throw new ApiError(404, `headId: there is no turn ${headId} in this conversation.`)
  }
  const known = await readConversationRuns(store.db, OWNER, conversationId)
  const now = new Map(known.map((run) => [run.id, runs.current(OWNER, run)]))
  const key = contextKey(settings, account)
  return sentTurns(path, now, key).map(({ message: { role, mark, captured }, param }) => ({
    ...{ role, content: param.content },
    ...(mark === undefined ? {} : { mark }),
    captured: { ...captured, contextKey: key },
  }))
}

function chain(turns: readonly LinkedTurn[], conversationId: string) {
  const ids = turns.map(() => newId())
  const createdAt = Date.now()
  return turns.map((turn, index): Message & Pick<LinkedTurn, 'captured'> => ({
    ...turn,
    id: ids[index] ?? newId(),
    parentId: ids[index - 1] ?? null,
    ...{ conversationId, createdAt, runId: null },
  }))
}

function firstWords(turns: readonly LinkedTurn[]): string {
  const said = turns.filter(({ role }) => role === 'user').flatMap(({ content }) => content ?? [])
  const text = said.find(({ type }) => type === 'text')?.text
  return typeof text === 'string' ? text : ''
}
