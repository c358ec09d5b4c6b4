import 'server-only'
import { type Message, pathTo } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type {
  LinkedRequestSummary,
  LinkRequest,
  OpenedRequest,
  PatchLinkedRequest,
} from '@/lib/domain/linked-request'
import { contextKey, sentTurns } from '@/lib/domain/request'
import { hasEnded } from '@/lib/domain/run'
import { titleOfText } from '@/lib/domain/turn'
import { ApiError } from '@/lib/wire/errors'
import type { Parley } from './parley'
import { readConversationRuns } from './store/conversation-runs'
import { insertConversation } from './store/insert-conversation'
import {
  getLinkedRequest,
  insertLinkedRequest,
  type LinkedRequest,
  type LinkedTurn,
  listLinkedRequests,
  setLinkedRequestDeleted,
} from './store/linked-requests'
import { OWNER } from './store/schema'
import { readTurns } from './store/turns'
import { planWrittenCalls } from './tools/plan-calls'

/** Keeps a request as it would be sent now, whatever becomes of its conversation. Throws 404. */
export async function keepRequest(parley: Parley, input: LinkRequest): Promise<{ id: string }> {
  const id = newId()
  await insertLinkedRequest(parley.store.db, OWNER, id, await asSentNow(parley, input))
  return { id }
}

/** The requests behind links, the latest first. */
export function readLinkedRequests({ store }: Parley): Promise<LinkedRequestSummary[]> {
  return listLinkedRequests(store.db, OWNER)
}

/** Takes a link back, or that; answers those that are left. Throws 404. */
export async function changeLinkedRequest(
  { store }: Parley,
  id: string,
  { deleted }: PatchLinkedRequest,
): Promise<LinkedRequestSummary[]> {
  await setLinkedRequestDeleted(store.db, OWNER, id, deleted)
  return listLinkedRequests(store.db, OWNER)
}

/** Makes a conversation of a kept request, each time anew. Throws 404. */
export async function openRequest(parley: Parley, id: string): Promise<OpenedRequest> {
  return open(parley, await getLinkedRequest(parley.store.db, OWNER, id))
}

/** Makes a conversation of a request as it would be sent now; nothing else is kept of it. Throws 404, 409. */
export async function openApart(parley: Parley, input: LinkRequest): Promise<OpenedRequest> {
  return open(parley, await asSentNow(parley, input))
}

async function asSentNow(parley: Parley, input: LinkRequest): Promise<LinkedRequest> {
  const { settings, text } = input
  const turns = await sentNow(parley, input)
  const title = titleOfText(firstWords(turns) || text) || settings.model
  return { title, settings, text, turns }
}

async function open(
  { store, runs }: Parley,
  { title, settings, turns, text }: LinkedRequest,
): Promise<OpenedRequest> {
  const conversationId = newId()
  const chained = chain(turns, conversationId)
  const calls = await planWrittenCalls(chained)
  const whole = { id: conversationId, title, settings, turns: chained, calls }
  await store.db.transaction().execute((tx) => insertConversation(tx, OWNER, whole))
  runs.live.changed(OWNER, conversationId)
  return { conversationId, text }
}

/** The turns of the request, with the thinking that is valid in it. Throws 404, and 409 while an answer arrives. */
async function sentNow({ store, runs }: Parley, input: LinkRequest): Promise<LinkedTurn[]> {
  const { conversationId, headId, settings, account } = input
  if (conversationId === null || headId === null) return []
  const path = pathTo(await readTurns(store.db, OWNER, conversationId), headId)
  if (path.length === 0) {
    throw new ApiError(404, `headId: there is no turn ${headId} in this conversation.`)
  }
  const known = await readConversationRuns(store.db, OWNER, conversationId)
  const now = new Map(known.map((run) => [run.id, runs.current(OWNER, run)]))
  const last = now.get(path.at(-1)?.runId ?? '')
  if (last !== undefined && !hasEnded(last.status)) {
    throw new ApiError(409, 'The answer still arrives. Wait for its end, or stop it.')
  }
  const key = contextKey(settings, account)
  return sentTurns(path, now, key).map(({ message: { role, mark, captured, runId }, param }) => ({
    ...{ role, content: param.content },
    ...(mark === undefined ? {} : { mark }),
    captured: {
      ...(captured ?? { isOwn: true }),
      // With the files that its thinking was made after.
      contextKey: captured?.contextKey ?? now.get(runId ?? '')?.contextKey ?? key,
    },
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
