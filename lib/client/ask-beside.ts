import type { QueryClient } from '@tanstack/react-query'
import type { Continuation } from '@/lib/domain/continuation'
import type { ChatSettings, Message } from '@/lib/domain/conversation'
import { placeForAnswer } from '@/lib/domain/prefill'
import type { ToolCall } from '@/lib/domain/tools/call'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import type { TurnIds } from '@/lib/domain/turn'
import type { Block } from '@/lib/wire/types'
import { ask, isAsking } from './ask'
import { asNow, beginningOf, cached, currentSettings } from './asked-with'
import { forgetSettings, textBlocks, toStartRun } from './outgoing'
import { getStoredDraft, isEditingResult, setDraft } from './stores/drafts'
import type { Failure } from './stores/failure'
import { takeOutArrived } from './take-out-arrived'
import { findUnheard, forgetUnheard, keepUnheard } from './unheard'

/** Sends the results of an answer's calls, once all are there, none is being changed, and nothing sends them by itself. */
export async function sendResults(client: QueryClient, conversationId: string): Promise<void> {
  const conversation = cached(client, conversationId)
  if (conversation === undefined) return
  const { calls, phase, settings } = loopOf(conversation)
  if (phase !== 'held' || settings === null || isEditingResult(calls)) return
  const { headId: parentId } = conversation
  const content = resultBlocks(calls)
  // What the panel says holds from the next turn of a person on.
  holdSettings(client, conversationId)
  await askBeside(client, 'send', { conversationId, parentId, content, settings, calls })
}

/**
 * Asks again for an answer; the new one stands beside it. With what the panel says, unless it is told
 * with what: then the panel stays as it is. One that went on from a cut answer by prefill is asked
 * for from its question on where these settings take none.
 */
export async function retryAnswer(
  client: QueryClient,
  { conversationId, parentId }: Pick<Message, 'conversationId' | 'parentId'>,
  settings?: ChatSettings,
): Promise<void> {
  const asked = settings ?? currentSettings(client, conversationId)
  if (asked === null) return
  if (settings !== undefined) holdSettings(client, conversationId)
  const place = placeForAnswer(
    { messages: cached(client, conversationId)?.messages ?? [] },
    parentId,
    asked,
    asNow(client, asked).judgement.withheld,
  )
  await askBeside(client, 'retry', { conversationId, ...place, content: null, settings })
}

/** Asks something at the end of a conversation; what stands in its box stays there. */
export async function askNext(
  client: QueryClient,
  conversationId: string,
  content: Block[],
  ids?: TurnIds,
): Promise<void> {
  const parentId = cached(client, conversationId)?.headId ?? null
  const settings = currentSettings(client, conversationId)
  const prefill = settings === null ? null : beginningOf(asNow(client, settings), content)
  await askBeside(client, 'send', { conversationId, parentId, content, prefill, ids })
}

/**
 * Sends a turn anew with another content, beside the old one. Its edit is there until that has arrived;
 * what is asked with ids that were minted before is none.
 */
export async function resubmitTurn(
  client: QueryClient,
  { id, conversationId, parentId }: Message,
  content: Block[],
  ids?: TurnIds,
): Promise<void> {
  const settings = currentSettings(client, conversationId)
  const prefill = settings === null ? null : beginningOf(asNow(client, settings), content)
  const onStarted = () => {
    const { edit } = getStoredDraft(conversationId)
    if (ids === undefined && edit?.turnId === id) setDraft(conversationId, { edit: null })
  }
  await askBeside(client, 'edit', { conversationId, parentId, content, prefill, ids, onStarted })
}

/** Goes on from a cut answer, as {@link planContinuation} says. What stands in the box stays there. */
export async function continueAnswer(
  client: QueryClient,
  answer: Message,
  plan: Continuation,
): Promise<void> {
  const content = plan.kind === 'user' ? textBlocks(plan.text) : null
  const { id: parentId, conversationId } = answer
  await askBeside(client, 'continue', { conversationId, parentId, content })
}

/** Sends an answer that paused back as it is, so that the model goes on with it (claude-api.md §3). */
export async function resumeAnswer(
  client: QueryClient,
  { id: parentId, conversationId }: Message,
  settings: ChatSettings | null,
): Promise<void> {
  holdSettings(client, conversationId)
  const asked = settings ?? undefined
  await askBeside(client, 'continue', { conversationId, parentId, content: null, settings: asked })
}

interface Beside extends Pick<Message, 'conversationId' | 'parentId'> {
  /** The new user turn; null asks for another answer to `parentId`. */
  content: Block[] | null
  /** What the answer begins with. */
  prefill?: string | null
  /** Those that were minted before. */
  ids?: TurnIds | undefined
  /** The panel's unless given. */
  settings?: ChatSettings | undefined
  /** Whose results the turn carries. */
  calls?: readonly ToolCall[]
  onStarted?: () => void
}

/** Asks for an answer without touching what stands in the box. */
async function askBeside(
  client: QueryClient,
  act: Failure['act'],
  { conversationId, parentId, content, prefill = null, ...asked }: Beside,
): Promise<void> {
  const settings = asked.settings ?? currentSettings(client, conversationId)
  if (settings === null || isAsking(conversationId)) return
  setDraft(conversationId, { failure: null })
  const conversation = cached(client, conversationId)
  if (conversation !== undefined) takeOutArrived(conversation)
  const { ids, calls = [] } = asked
  const now = asNow(client, settings)
  const fresh = toStartRun({ conversationId, parentId, content, prefill, ids, calls, ...now })
  const before = findUnheard({ conversationId, parentId, content, settings })
  const start = ids === undefined && before !== undefined ? before : fresh
  const wasUnheard = keepUnheard(start)
  await ask(client, start, {
    wasUnheard,
    onDrawn: () => {},
    onStarted: () => {
      forgetUnheard(start)
      forgetSettings(start)
      asked.onStarted?.()
    },
    onFailed: (error, mayArrive) => {
      // Another tab, for which it was not there yet, may have forgotten it since.
      if (mayArrive) keepUnheard(start)
      else forgetUnheard(start)
      setDraft(conversationId, { failure: { act, error, ...(mayArrive && { runId: start.id }) } })
    },
  })
}

/** What the panel says stays what it is, whatever the conversation is asked with next. */
function holdSettings(client: QueryClient, conversationId: string): void {
  setDraft(conversationId, { settings: currentSettings(client, conversationId) })
}
