import 'server-only'
import { newId } from '@/lib/domain/ids'
import type {
  LinkedRequestSummary,
  LinkRequest,
  OpenedRequest,
  PatchLinkedRequest,
} from '@/lib/domain/linked-request'
import { titleOfText } from '@/lib/domain/turn'
import type { Parley } from './parley'
import { chainTurns, readSentTurns } from './sent-turns'
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
  const turns = await readSentTurns(parley, input)
  const title = titleOfText(firstWords(turns) || text) || settings.model
  return { title, settings, text, turns }
}

async function open(
  { store, runs }: Parley,
  { title, settings, turns, text }: LinkedRequest,
): Promise<OpenedRequest> {
  const conversationId = newId()
  const chained = chainTurns(turns, conversationId)
  const calls = await planWrittenCalls(chained)
  const whole = { id: conversationId, title, settings, turns: chained, calls }
  await store.db.transaction().execute((tx) => insertConversation(tx, OWNER, whole))
  runs.live.changed(OWNER, conversationId)
  return { conversationId, text }
}

function firstWords(turns: readonly LinkedTurn[]): string {
  const said = turns.filter(({ role }) => role === 'user').flatMap(({ content }) => content ?? [])
  const text = said.find(({ type }) => type === 'text')?.text
  return typeof text === 'string' ? text : ''
}
