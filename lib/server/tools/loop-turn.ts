import 'server-only'
import { type Asked, askedSchema, type Message, pathTo } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { Run } from '@/lib/domain/run'
import { OUTSIDE_WAYS } from '@/lib/domain/tools/answer'
import type { CallNote, ToolCall } from '@/lib/domain/tools/call'
import { loopAnswers, sinceLimit } from '@/lib/domain/tools/loop'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { readConversationRuns } from '../store/conversation-runs'
import { getRun } from '../store/runs'
import type { Db } from '../store/schema'
import { readToolCalls } from '../store/tool-calls'
import { readTurns } from '../store/turns'

/** The step that a tool loop is about to ask. */
export interface NextStep {
  messageId: string
  body: MessagesBody
}

/** What stands before the end of an answer in its loop. */
export interface LoopTurn {
  /** The answers since somebody last said something or let a call run beyond a limit, this one last. */
  answers: Message[]
  /** Their runs. */
  runs: Run[]
  /** Something in this turn came from outside: who wrote that is not known. */
  hasOutside: boolean
  /** True where something hangs under the answer. */
  hasNext: boolean
}

/** Reads where an answer stands. Null where it was deleted. */
export async function readLoopTurn(
  db: Db,
  owner: string,
  conversationId: string,
  messageId: string,
): Promise<LoopTurn | null> {
  const messages = await readTurns(db, owner, conversationId)
  const answers = loopAnswers(pathTo(messages, messageId))
  if (answers.length === 0) return null
  const ids = new Set(answers.map(({ id }) => id))
  const runIds = new Set(answers.map(({ runId }) => runId))
  const known = await readConversationRuns(db, owner, conversationId)
  const runs = known.filter(({ id }) => runIds.has(id))
  const calls = await readToolCalls(db, owner, conversationId)
  // Of a written turn nobody knows where the results in it came from.
  const written = new Set(answers.filter(({ runId }) => runId === null).map(({ id }) => id))
  const cameIn = calls.some(
    ({ messageId, by, resultMessageId }) =>
      resultMessageId !== null &&
      (written.has(messageId) || (ids.has(messageId) && OUTSIDE_WAYS.has(by))),
  )
  const found = runs.some(({ message }) => message?.content.some(isResult) ?? false)
  const since = sinceLimit(answers, calls)
  const runsSince = new Set(since.map(({ runId }) => runId))
  return {
    answers: since,
    runs: runs.filter(({ id }) => runsSince.has(id)),
    hasOutside: cameIn || found,
    hasNext: messages.some(({ parentId }) => parentId === messageId),
  }
}

/** The run of the answer that asks for a call; null where no run has written it. */
export async function findRunOf(
  db: Db,
  owner: string,
  { messageId }: Pick<ToolCall, 'messageId'>,
): Promise<Run | null> {
  const { run_id: id } = await db
    .selectFrom('messages')
    .select('run_id')
    .where('owner_id', '=', owner)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow()
  return id === null ? null : getRun(db, owner, id)
}

/** What the upstream's own tools found, in an answer. */
function isResult({ type }: Block): boolean {
  return type.endsWith('_tool_result')
}

/** Why a loop does not go on by itself after so many answers; null = it does. */
export function limitOf(
  { answers, runs }: LoopTurn,
  settings: Run['settings'],
  billOf: (run: Run) => number | null,
): CallNote | null {
  if (settings === null) return null
  const { maxSteps, budget } = settings.loop
  if (answers.length >= maxSteps) return { code: 'stepLimit', steps: maxSteps }
  if (budget === null) return null
  const costs = runs.filter(({ isSandbox }) => !isSandbox).map(billOf)
  if (costs.includes(null)) return { code: 'budgetUnknown' }
  const spent = costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)
  return spent >= budget ? { code: 'budget', budget } : null
}

const LIMITS: ReadonlySet<string> = new Set(['stepLimit', 'budget', 'budgetUnknown'])

/** What is left to say of a call that a person lets run: at a limit, that it counts anew from there. */
export function approvedNote({ note }: ToolCall): CallNote | null {
  return note !== null && LIMITS.has(note.code) ? { code: 'beyondLimit' } : null
}

/** The start of the run that goes on from an answer, with what that was asked with. */
export async function planNext(db: Db, owner: string, run: Run, results: Block[] | null) {
  const { conversationId, messageId, settings } = run
  if (conversationId === null || messageId === null || settings === null) return null
  return {
    id: newId(),
    conversationId,
    parentId: messageId,
    userMessage: results === null ? null : { id: newId(), content: results },
    prefill: null,
    hasNewResults: results !== null,
    assistantMessageId: newId(),
    settings,
    ...(await readAsked(db, owner, run.id)),
  }
}

async function readAsked(db: Db, owner: string, runId: string): Promise<Asked> {
  const { asked } = await db
    .selectFrom('runs')
    .select('asked')
    .where('owner_id', '=', owner)
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  return askedSchema.parse(JSON.parse(asked ?? '{}'))
}
