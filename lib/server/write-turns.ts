import 'server-only'
import type { Message } from '@/lib/domain/conversation'
import { keptContent } from '@/lib/domain/request'
import { hasEnded, type Run } from '@/lib/domain/run'
import { titleOfText, withTexts } from '@/lib/domain/turn'
import type { WriteTurns, WrittenTurn } from '@/lib/domain/written-turns'
import { ApiError } from '@/lib/wire/errors'
import type { Block } from '@/lib/wire/types'
import { readConversationRuns } from './store/conversation-runs'
import { checkTakesTurns, findConversation } from './store/conversations'
import { insertConversation } from './store/insert-conversation'
import type { Db } from './store/schema'
import { insertToolCalls } from './store/tool-calls'
import { addTurns, readTurns, setHead } from './store/turns'
import { planWrittenCalls } from './tools/plan-calls'

/**
 * Stores a branch of turns that no run writes, and brings it into view; the same again changes
 * nothing. `current` is a run as it is now. Throws 404 for what is not there, 400 for a turn of
 * which nothing is left, 409 where an answer that shall be copied still arrives.
 */
export async function writeTurns(
  db: Db,
  owner: string,
  conversationId: string,
  input: WriteTurns,
  current: (run: Run) => Run,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const conversation = await findConversation(tx, owner, conversationId)
    if (conversation !== undefined) checkTakesTurns(conversation)
    const known = await readTurns(tx, owner, conversationId)
    const { parentId, turns: written, settings } = input
    const isThere = (id: string) => known.some((turn) => turn.id === id)
    if (written.length > 0 && written.every(({ id }) => isThere(id))) return
    if (parentId !== null && !isThere(parentId)) throw noTurn('parentId', parentId)
    const runs = await readConversationRuns(tx, owner, conversationId)
    const copied = copier(known, new Map(runs.map((run) => [run.id, current(run)])))
    const turns = chain(conversationId, parentId, written.map(copied))
    const calls = await planWrittenCalls(turns)
    if (conversation === undefined) {
      await insertConversation(tx, owner, {
        ...{ id: conversationId, settings, turns, calls },
        title: titleOf(turns) || settings.model,
      })
      return
    }
    await addTurns(tx, owner, conversationId, turns)
    await insertToolCalls(tx, owner, calls)
    await setHead(tx, owner, conversationId, turns.at(-1)?.id ?? parentId)
  })
}

type Copied = Pick<Message, 'id' | 'role' | 'content' | 'mark' | 'captured'>

/** Makes a turn of what was written, with what it takes from the turn that it is a copy of. */
function copier(known: readonly Message[], runs: ReadonlyMap<string, Run>) {
  return ({ id, role, isOff, copyOf, texts, without }: WrittenTurn, index: number): Copied => {
    const path = `turns.${index}`
    const from = copyOf === null ? null : known.find((turn) => turn.id === copyOf)
    if (from === undefined) throw noTurn(`${path}.copyOf`, copyOf ?? '')
    const run = from === null ? undefined : runs.get(from.runId ?? '')
    if (run !== undefined && !hasEnded(run.status)) {
      throw new ApiError(409, `${path}: this answer still arrives. Wait for its end, or stop it.`)
    }
    const whole = from === null ? [] : keptContent(from, runs)
    const kept = whole.filter((_, at) => !without.includes(at))
    const content: Block[] = texts === null ? kept : withTexts(kept, texts)
    if (content.length === 0) {
      throw new ApiError(400, `${path}: nothing is written in it. Write something, or remove it.`)
    }
    const fields = from?.captured?.fields
    return {
      ...{ id, role, content },
      ...(isOff ? { mark: 'off' } : isBeginning(from, role) ? { mark: 'prefill' } : {}),
      // Its thinking is not there any more, so that no context is its own.
      ...(fields === undefined ? {} : { captured: { contextKey: '', fields, isOwn: true } }),
    }
  }
}

/** A beginning of an answer stays one, whatever it says by now. */
function isBeginning(from: Message | null, role: Message['role']): boolean {
  return from?.mark === 'prefill' && role === 'assistant'
}

/** The turns one under the other. */
function chain(
  conversationId: string,
  parentId: string | null,
  turns: readonly Copied[],
): Message[] {
  const createdAt = Date.now()
  return turns.map((turn, index) => ({
    ...turn,
    ...{ conversationId, createdAt, runId: null },
    parentId: turns[index - 1]?.id ?? parentId,
  }))
}

function titleOf(turns: readonly Message[]): string {
  const said = turns.filter(({ role }) => role === 'user').flatMap(({ content }) => content ?? [])
  const text = said.find(({ type }) => type === 'text')?.text
  return typeof text === 'string' ? titleOfText(text) : ''
}

function noTurn(field: string, id: string): ApiError {
  return new ApiError(404, `${field}: there is no turn ${id} in this conversation.`)
}
