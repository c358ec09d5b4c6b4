import type { QueryClient } from '@tanstack/react-query'
import { type Conversation, pathTo, type StartRun } from '@/lib/domain/conversation'
import type { ApiError } from '@/lib/wire/errors'
import { headMoved } from './queries/chosen-head'
import { conversationQuery } from './queries/conversations'
import { refetchSent } from './queries/files'
import { drawTurns, putStartedRun, takeBackTurns } from './queries/runs'
import { fetchAgain } from './queries/turns'
import { startUntilAnswered } from './start-until-answered'
import { forgetStopped, heedStop, isStoppedEarly, stopStarted } from './stop-answer'
import { addLiveRun } from './stores/live-runs'
import { isKnownRun } from './take-out-arrived'

/** Conversations whose turn is on its way: a second click before the first is drawn does nothing. */
const busy = new Map<string, Promise<void>>()

/** Resolves once it is known of a turn that is on its way whether it has arrived. */
export async function whenAsked(conversationId: string): Promise<void> {
  await busy.get(conversationId)
}

/** True while a turn of a conversation (null = the new one) is on its way. */
export function isAsking(conversationId: string | null): boolean {
  return conversationId !== null && busy.has(conversationId)
}

interface Steps {
  /** It was asked for before, without an answer. */
  wasUnheard: boolean
  onDrawn(): void
  onStarted(): void
  /** `mayArrive`: it may have begun unheard. */
  onFailed(error: ApiError, mayArrive: boolean): void
}

/** Starts a run, whose turns are drawn at once; nothing where another of its conversation is on its way. */
export async function ask(client: QueryClient, start: StartRun, steps: Steps): Promise<void> {
  const { conversationId } = start
  if (busy.has(conversationId)) return
  const asking = askNow(client, start, steps).finally(() => {
    busy.delete(conversationId)
    forgetStopped(start.id)
  })
  busy.set(conversationId, asking)
  await asking
}

async function askNow(client: QueryClient, start: StartRun, steps: Steps): Promise<void> {
  const { conversationId } = start
  // A branch that was chosen just now is the one that goes on.
  await headMoved(conversationId)
  const before = cached(client, conversationId)
  // A fetch under way would draw the conversation as it was.
  await client.cancelQueries({ queryKey: conversationQuery(conversationId).queryKey })
  heedStop(start.id)
  drawTurns(client, start)
  steps.onDrawn()
  const outcome = await startUntilAnswered(start, steps.wasUnheard)
  if ('error' in outcome) {
    const { error, mayArrive } = outcome
    takeBackTurns(client, start, before)
    steps.onFailed(error, mayArrive)
    void fetchArrived(client, start, error.status, mayArrive)
    return
  }
  const { started } = outcome
  putStartedRun(client, started)
  addLiveRun(started.run)
  const { messages = [] } = cached(client, conversationId) ?? {}
  refetchSent(client, pathTo(messages, start.assistantMessageId), start.settings.upstream)
  steps.onStarted()
  if (isStoppedEarly(start.id)) void stopStarted(client, start.id)
}

/** Whoever was refused may not know what became of the conversation; and this run may have begun unheard. */
async function fetchArrived(
  client: QueryClient,
  { id, conversationId }: StartRun,
  status: number,
  mayArrive: boolean,
): Promise<void> {
  // Its start is over after this moment.
  const isStopped = isStoppedEarly(id)
  const isSeen = cached(client, conversationId)?.runs.some((run) => run.id === id) === true
  // Announced while it was drawn, it would not be told of again before it ends. 503 says that it was not taken.
  const mayBe = mayArrive && status !== 503
  const isKnown = isSeen || (mayBe && (await isKnownRun(id)) === true)
  if (isKnown && isStopped) await stopStarted(client, id)
  if (isKnown || status === 409) await fetchAgain(client, conversationId)
}

function cached(client: QueryClient, id: string): Conversation | undefined {
  return client.getQueryData(conversationQuery(id).queryKey)
}
