import type { QueryClient } from '@tanstack/react-query'
import type { Continuation } from '@/lib/domain/continuation'
import type { ChatSettings, Conversation, Message, StartRun } from '@/lib/domain/conversation'
import { judge } from '@/lib/domain/judge'
import { placeForAnswer, prefillAfter } from '@/lib/domain/prefill'
import type { ToolCall } from '@/lib/domain/tools/call'
import { refreshTools } from '@/lib/domain/tools/chosen-tool'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { boxBehind, type TurnIds } from '@/lib/domain/turn'
import { accountOf } from '@/lib/domain/upstream-keys'
import type { Block } from '@/lib/wire/types'
import { ask, isAsking } from './ask'
import {
  boxBlocks,
  emptyBox,
  forgetSent,
  forgetSettings,
  isBecoming,
  refillBox,
  showAt,
  textBlocks,
  toStartRun,
} from './outgoing'
import { conversationQuery } from './queries/conversations'
import { modelsQuery } from './queries/models'
import { settingsQuery } from './queries/settings'
import { toolsQuery } from './queries/tools'
import { takeOutArrived } from './recover-drafts'
import { getStoredDraft, isEditingResult, setDraft } from './stores/drafts'
import type { Failure } from './stores/failure'
import { findUnheard, forgetUnheard, isSameTurn, keepUnheard } from './unheard'

/**
 * Sends the draft of a conversation (null = the new one). The box is empty at once, so a second
 * Enter finds nothing to send; if the turn does not arrive, its text is back in the box with the
 * error beside it, and with the same ids when it is sent again.
 */
export async function sendDraft(
  client: QueryClient,
  conversationId: string | null,
  settings: ChatSettings,
): Promise<void> {
  const conversation = cached(client, conversationId)
  if (conversation !== undefined) takeOutArrived(conversation)
  const draft = getStoredDraft(conversationId)
  const { sending, unanswered, waiting } = draft
  const said = boxBlocks(draft)
  if (said.length === 0 || sending !== null || isAsking(conversationId)) return
  // It belongs to the conversation that this box is about to be drawn as, and goes along.
  if (conversationId === null && isBecoming()) return
  const parentId = conversation?.headId ?? null
  const loop = conversation === undefined ? null : loopOf(conversation)
  // Results go first, in the same turn (claude-api.md §2.2), and with what their calls were asked with.
  const calls = loop?.calls ?? []
  if (isEditingResult(calls)) return
  const content = [...resultBlocks(calls), ...said]
  const asked = asNow(client, loop?.settings ?? withLibrary(client, settings))
  const prefill = beginningOf(asked, content)
  const ids = waiting?.ids
  const fresh = toStartRun({ conversationId, parentId, content, prefill, calls, ids, ...asked })
  const same = { parentId, content, settings: asked.settings }
  const start = unanswered !== null && isSameTurn(unanswered, same) ? unanswered : fresh
  emptyBox(conversationId, start)
  await askFromBox(client, conversationId, start, start === unanswered)
}

/**
 * Sends what had no answer once more as it was, where another question stands behind it in the box: that
 * waits there for the answer. Answers false where there is no such thing.
 */
export async function sendUnheard(client: QueryClient, conversationId: string): Promise<boolean> {
  const conversation = cached(client, conversationId)
  if (conversation !== undefined) takeOutArrived(conversation)
  const { unanswered, sending, waiting, ...draft } = getStoredDraft(conversationId)
  if (unanswered === null || unanswered.parentId !== (conversation?.headId ?? null)) return false
  const left = boxBehind(unanswered, draft)
  if (left === null || boxBlocks(left).length === 0) return false
  if (sending !== null || isAsking(conversationId)) return true
  emptyBox(conversationId, unanswered)
  setDraft(conversationId, { ...left, waiting })
  await askFromBox(client, conversationId, unanswered, true)
  return true
}

/** Asks what was taken out of a box; it is back there if it does not arrive. */
async function askFromBox(
  client: QueryClient,
  conversationId: string | null,
  start: StartRun,
  wasUnheard: boolean,
): Promise<void> {
  await ask(client, start, {
    wasUnheard,
    onDrawn: () => conversationId === null && showAt(null, start.conversationId),
    onStarted: () => forgetSent(start),
    onFailed: (error, mayArrive) => {
      refillBox(conversationId, start, error, mayArrive)
      if (conversationId === null) showAt(start.conversationId, null)
    },
  })
}

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

/** What the answer to a turn begins with, as it would be asked for now. */
function beginningOf({ settings, judgement }: ReturnType<typeof asNow>, content: Block[]) {
  return prefillAfter({ role: 'user', content }, settings, judgement.withheld)
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

/** What the next run of a conversation would be asked with; null for one that is not here. */
export function currentSettings(client: QueryClient, conversationId: string): ChatSettings | null {
  const settings =
    getStoredDraft(conversationId).settings ?? cached(client, conversationId)?.settings ?? null
  return settings === null ? null : withLibrary(client, settings)
}

/** The settings with the definitions that the library's tools have now. */
function withLibrary(client: QueryClient, settings: ChatSettings): ChatSettings {
  const library = client.getQueryData(toolsQuery().queryKey)?.tools
  return { ...settings, tools: refreshTools(settings.tools, library) }
}

/** What the panel says stays what it is, whatever the conversation is asked with next. */
function holdSettings(client: QueryClient, conversationId: string): void {
  setDraft(conversationId, { settings: currentSettings(client, conversationId) })
}

/** Settings with what is not sent of them, judged by the models that the panel shows, and whose key they go with. */
function asNow(client: QueryClient, settings: ChatSettings) {
  const models = client.getQueryData(modelsQuery(settings.upstream).queryKey)
  const upstreams = client.getQueryData(settingsQuery().queryKey)?.upstreams
  const upstream = upstreams?.find(({ name }) => name === settings.upstream)
  const account = accountOf(upstream?.keyInUse)
  return { settings, judgement: judge(settings, models), account }
}

function cached(client: QueryClient, id: string | null): Conversation | undefined {
  return id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
}
