import type { QueryClient } from '@tanstack/react-query'
import type { Continuation } from '@/lib/domain/continuation'
import type { ChatSettings, Conversation, Message, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { hasEnded } from '@/lib/domain/run'
import { type ApiError, isApiError } from '@/lib/wire/errors'
import { conversationQuery } from './queries/conversations'
import { drawTurns, putStartedRun, startRun, stopRun, takeBackTurns } from './queries/runs'
import { saveRun } from './save-run'
import { getStoredDraft, joinTexts, setDraft } from './stores/drafts'
import { addLiveRun, getLiveRuns } from './stores/live-runs'
import { conversationPath } from './use-conversation-id'

const ATTEMPT_TIMEOUT_MS = 15_000
const WAITS_MS = [500, 1_500]
const TITLE_LENGTH = 60

/** What to ask, in a conversation that may not have an id yet (null). */
interface Ask {
  conversationId: string | null
  settings: ChatSettings
  parentId: string | null
  /** The new user turn; null asks for another answer to `parentId`. */
  text: string | null
}

/**
 * Sends the draft of a conversation. The box is empty at once, so a second Enter finds nothing to
 * send; if the turn does not arrive, its text is back in the box with the error beside it.
 */
export async function sendDraft(
  client: QueryClient,
  conversationId: string | null,
  settings: ChatSettings,
): Promise<void> {
  const { text, sending } = getStoredDraft(conversationId)
  if (text.trim() === '' || sending !== null) return
  const parentId = cached(client, conversationId)?.headId ?? null
  await ask(client, { conversationId, settings, parentId, text })
}

/** Asks again for the answer that a turn holds; the new one stands beside it. */
export async function retryAnswer(client: QueryClient, answer: Message): Promise<void> {
  const { conversationId, parentId } = answer
  const settings = currentSettings(client, conversationId)
  if (settings === null) return
  await ask(client, { conversationId, settings, parentId, text: null })
}

/** Goes on from a cut answer, as {@link planContinuation} says. What stands in the box stays there. */
export async function continueAnswer(
  client: QueryClient,
  answer: Message,
  plan: Continuation,
): Promise<void> {
  const { conversationId, id } = answer
  const settings = currentSettings(client, conversationId)
  if (settings === null) return
  const text = plan.kind === 'user' ? plan.text : null
  await ask(client, { conversationId, settings, parentId: id, text }, 'keep draft')
}

/** Stops a run; what came is kept. */
export async function stopAnswer(client: QueryClient, runId: string): Promise<void> {
  try {
    const stopped = await stopRun(runId)
    if (hasEnded(stopped.status)) saveRun(client, stopped)
  } catch (error) {
    const conversationId = getLiveRuns()[runId]?.run.conversationId
    if (!isApiError(error)) throw error
    if (conversationId != null) setDraft(conversationId, { error })
  }
}

/** What the next run of a conversation would be asked with; null for one that is not here. */
export function currentSettings(client: QueryClient, conversationId: string): ChatSettings | null {
  const { settings } = getStoredDraft(conversationId)
  return settings ?? cached(client, conversationId)?.settings ?? null
}

async function ask(client: QueryClient, what: Ask, draft?: 'keep draft'): Promise<void> {
  const start = toStartRun(what)
  const isFromBox = what.text !== null && draft !== 'keep draft'
  const before = cached(client, what.conversationId)
  if (isFromBox) emptyBox(what, start)
  else setDraft(start.conversationId, { error: null })
  // A fetch under way would draw the conversation as it was.
  await client.cancelQueries({ queryKey: conversationQuery(start.conversationId).queryKey })
  drawTurns(client, start, (what.text ?? '').trim().slice(0, TITLE_LENGTH))
  if (what.conversationId === null) showAt(null, start.conversationId)
  try {
    const started = await startUntilAnswered(start)
    putStartedRun(client, started)
    addLiveRun(started.run)
    forgetSent(start, isFromBox)
  } catch (error) {
    if (!isApiError(error)) throw error
    takeBackTurns(client, start, before)
    if (isFromBox) refillBox(what, start, error)
    else setDraft(start.conversationId, { error })
  }
}

function toStartRun({ conversationId, parentId, text, settings }: Ask): StartRun {
  return {
    id: newId(),
    conversationId: conversationId ?? newId(),
    parentId,
    userMessage: text === null ? null : { id: newId(), content: [{ type: 'text', text }] },
    assistantMessageId: newId(),
    settings,
  }
}

/** The same ids at every attempt: one that arrived unseen is joined, not doubled. */
async function startUntilAnswered(start: StartRun) {
  for (const wait of WAITS_MS) {
    try {
      return await startRun(start, ATTEMPT_TIMEOUT_MS)
    } catch (error) {
      if (!isApiError(error) || error.status !== 0) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return startRun(start, ATTEMPT_TIMEOUT_MS)
}

function emptyBox(what: Ask, start: StartRun): void {
  if (what.conversationId === null) setDraft(null, { text: '', settings: null, error: null })
  setDraft(start.conversationId, { text: '', sending: what.text, error: null })
}

function forgetSent(start: StartRun, isFromBox: boolean): void {
  const { settings } = getStoredDraft(start.conversationId)
  setDraft(start.conversationId, {
    ...(isFromBox ? { sending: null } : {}),
    // From here on the conversation itself remembers them.
    ...(settings === start.settings ? { settings: null } : {}),
  })
}

function refillBox(what: Ask, start: StartRun, error: ApiError): void {
  const { text } = getStoredDraft(start.conversationId)
  const refilled = { text: joinTexts(what.text, text), sending: null, error }
  if (what.conversationId !== null) {
    setDraft(what.conversationId, refilled)
    return
  }
  setDraft(start.conversationId, { text: '', sending: null, settings: null })
  setDraft(null, { ...refilled, settings: start.settings })
  showAt(start.conversationId, null)
}

/** Moves the URL from one conversation to another, without a navigation, if it is still there. */
function showAt(from: string | null, to: string | null): void {
  if (location.pathname === conversationPath(from)) {
    history.replaceState(null, '', conversationPath(to))
  }
}

function cached(client: QueryClient, id: string | null): Conversation | undefined {
  return id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
}
