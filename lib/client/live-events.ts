import type { QueryClient } from '@tanstack/react-query'
import type { LiveEvent } from '@/lib/domain/live'
import { hasEnded } from '@/lib/domain/run'
import type { ToolCall } from '@/lib/domain/tools/call'
import { isRecord } from '@/lib/wire/json'
import type { WireEvent } from '@/lib/wire/types'
import { conversationQuery } from './queries/conversations'
import { refreshLimits, takeLimits } from './queries/limits'
import { takeFeed } from './queries/run-list'
import { putCalls } from './queries/tool-calls'
import { createRefetch, type Refetch } from './refetch'
import { saveRun } from './save-run'
import { setUnsaved } from './stores/connection'
import {
  dropLiveRun,
  foldWaiting,
  getLiveRuns,
  putLiveRun,
  putSnapshot,
  takeFrame,
} from './stores/live-runs'

type Event<T extends LiveEvent['type']> = Extract<LiveEvent, { type: T }>
type Takers = { [T in LiveEvent['type']]: (event: Event<T>) => void }

/** What the live connection does with what it carries. */
export interface LiveHandler {
  take(event: LiveEvent): void
  /** The `runs` of the next connection: each id with the cursor to go on from. */
  ask(runIds: string[], cursorOf: (runId: string) => number): string
  /** True when an event was missed, so that only a new connection helps. */
  needsSnapshot(): boolean
}

/** Carries live events into the live-runs store, and what has ended into the query cache. */
export function createLiveHandler(client: QueryClient): LiveHandler {
  const gaps = new Set<string>()
  /** Gaps for which the connection that is open has asked. */
  const asked = new Set<string>()
  const refetch = createRefetch(client)
  const takers: Partial<Takers> = {
    ...createRunTakers(client, gaps, asked, refetch),
    ...createChangeTakers(client, refetch),
    feed: (event) => takeFeed(client, event),
    limits: (event) => takeLimits(client, event),
  }
  return {
    take: (event) => {
      // A server of tomorrow may send what this tab does not know.
      const taker = takers[event.type] as ((event: LiveEvent) => void) | undefined
      taker?.(event)
    },
    ask: (runIds, cursorOf) => {
      asked.clear()
      for (const id of gaps) asked.add(id)
      return runIds.map((id) => `${id}:${gaps.has(id) ? 0 : cursorOf(id)}`).join(',')
    },
    needsSnapshot: () => [...gaps].some((id) => !asked.has(id)),
  }
}

function createRunTakers(
  client: QueryClient,
  gaps: Set<string>,
  asked: Set<string>,
  refetch: Refetch,
): Pick<Takers, 'snapshot' | 'frame' | 'run' | 'unknown'> {
  return {
    snapshot: ({ run, fold, seq }) => {
      gaps.delete(run.id)
      asked.delete(run.id)
      if (hasEnded(run.status)) saveRun(client, run)
      else putSnapshot(run, fold, seq)
    },
    frame: ({ runId, seq, at, data }) => {
      if (takeFrame(runId, { seq, at, event: toWireEvent(data) }) === 'gap') gaps.add(runId)
    },
    run: ({ run }) => {
      foldWaiting()
      if (hasEnded(run.status)) saveRun(client, run)
      else putLiveRun(run)
    },
    unknown: ({ runId }) => {
      const conversationId = getLiveRuns()[runId]?.run.conversationId
      gaps.delete(runId)
      dropLiveRun(runId)
      if (conversationId != null) refetch.soon(conversationId)
    },
  }
}

function createChangeTakers(
  client: QueryClient,
  refetch: Refetch,
): Pick<Takers, 'hello' | 'saving' | 'changed' | 'settings' | 'calls' | 'started' | 'ended'> {
  let boot: string | null = null
  let changes = 0
  /** Takes the number of a change; true where one before it never came. */
  const hasMissed = (event: { changes: number }) => {
    const isGap = event.changes > changes + 1
    changes = Math.max(changes, event.changes)
    return isGap
  }
  /** Of a run that is known as it is now only the list is fetched. */
  const ofRun = (isKnown: typeof hasTurnOf) => (event: Event<'started' | 'ended'>) => {
    const { runId, conversationId } = event
    if (hasMissed(event)) refetch.all()
    else if (isKnown(client, conversationId, runId)) refetch.row(conversationId)
    else refetch.soon(conversationId)
  }
  return {
    hello: (event) => {
      // What was fetched before the first hello is as new as the hello.
      const hasMoved = boot !== null && (event.boot !== boot || event.changes !== changes)
      if (boot !== null) refreshLimits(client)
      boot = event.boot
      changes = event.changes
      setUnsaved(event.isUnsaved)
      if (hasMoved) refetch.all()
      refetch.failed()
    },
    saving: ({ isUnsaved }) => setUnsaved(isUnsaved),
    changed: (event) => {
      if (hasMissed(event)) refetch.all()
      else refetch.soon(event.conversationId)
    },
    settings: (event) => {
      if (hasMissed(event)) refetch.all()
      else refetch.settings(event.upstream)
    },
    calls: (event) => {
      const { conversationId, calls } = event
      const { queryKey } = conversationQuery(conversationId)
      if (hasMissed(event)) refetch.all()
      // A conversation that is being fetched may come as it was before this.
      else if (client.isFetching({ queryKey }) > 0) refetch.soon(conversationId)
      // Results that have gone back come with the turn that carries them, or it would seem that they wait.
      if (calls.some((call) => isAhead(client, call))) refetch.soon(conversationId)
      else putCalls(client, event, calls)
    },
    // The notice of this tab's own turn: it is drawn already.
    started: ofRun(hasTurnOf),
    // Who watched the run has its end from it.
    ended: ofRun(hasEndOf),
  }
}

function hasTurnOf(client: QueryClient, conversationId: string, runId: string): boolean {
  const conversation = client.getQueryData(conversationQuery(conversationId).queryKey)
  return conversation?.messages.some((message) => message.runId === runId) ?? false
}

function hasEndOf(client: QueryClient, conversationId: string, runId: string): boolean {
  const conversation = client.getQueryData(conversationQuery(conversationId).queryKey)
  return conversation?.runs.some(({ id, status }) => id === runId && hasEnded(status)) ?? false
}

/** True where the turn that a result went back in is not known here. */
function isAhead(client: QueryClient, { conversationId, resultMessageId }: ToolCall): boolean {
  if (resultMessageId === null) return false
  const known = client.getQueryData(conversationQuery(conversationId).queryKey)
  return known !== undefined && !known.messages.some(({ id }) => id === resultMessageId)
}

function toWireEvent(data: unknown): WireEvent | null {
  return isRecord(data) && typeof data.type === 'string' ? { ...data, type: data.type } : null
}
