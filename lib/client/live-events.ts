import { notifyManager, type QueryClient } from '@tanstack/react-query'
import type { LiveEvent } from '@/lib/domain/live'
import { hasEnded, type Run } from '@/lib/domain/run'
import { isRecord } from '@/lib/wire/json'
import type { WireEvent } from '@/lib/wire/types'
import { conversationQuery, conversationsQuery } from './queries/conversations'
import { putRun } from './queries/runs'
import {
  dropLiveRun,
  foldWaiting,
  getLiveRuns,
  putLiveRun,
  putSnapshot,
  takeFrame,
} from './stores/live-runs'

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
  let boot: string | null = null
  let changes = 0

  const takeHello = (event: LiveEvent & { type: 'hello' }): void => {
    // What was fetched before the first hello is as new as the hello.
    const hasMoved = boot !== null && (event.boot !== boot || event.changes !== changes)
    boot = event.boot
    changes = event.changes
    if (hasMoved) refetchAll(client)
  }

  const takeChanged = (event: LiveEvent & { type: 'changed' }): void => {
    const hasMissed = event.changes > changes + 1
    changes = Math.max(changes, event.changes)
    if (hasMissed) refetchAll(client)
    else refetchOne(client, event.conversationId)
  }

  const takeEvent = (event: LiveEvent & { type: 'frame' }): void => {
    if (takeFrame(event.runId, event.seq, toWireEvent(event.data)) === 'gap') gaps.add(event.runId)
  }

  const takers: { [T in LiveEvent['type']]: (event: LiveEvent & { type: T }) => void } = {
    hello: takeHello,
    changed: takeChanged,
    started: ({ runId, conversationId }) => {
      if (getLiveRuns()[runId] === undefined) refetchOne(client, conversationId)
    },
    snapshot: ({ run, fold, seq }) => {
      gaps.delete(run.id)
      asked.delete(run.id)
      if (hasEnded(run.status)) saveRun(client, run)
      else putSnapshot(run, fold, seq)
    },
    frame: takeEvent,
    run: ({ run }) => {
      foldWaiting()
      if (hasEnded(run.status)) saveRun(client, run)
      else putLiveRun(run)
    },
    unknown: ({ runId }) => {
      const conversationId = getLiveRuns()[runId]?.run.conversationId
      dropLiveRun(runId)
      if (conversationId != null) refetchOne(client, conversationId)
    },
  }

  return {
    take: (event) => {
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

/** From live to saved in one step of the screen: the cache's observers hear of it first. */
function saveRun(client: QueryClient, run: Run): void {
  notifyManager.batch(() => {
    putRun(client, run)
    notifyManager.schedule(() => dropLiveRun(run.id))
  })
}

function refetchOne(client: QueryClient, conversationId: string): void {
  void client.invalidateQueries({ queryKey: conversationsQuery().queryKey })
  void client.invalidateQueries({ queryKey: conversationQuery(conversationId).queryKey })
}

function refetchAll(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: conversationsQuery().queryKey })
  void client.invalidateQueries({ queryKey: ['conversation'] })
}

function toWireEvent(data: unknown): WireEvent | null {
  return isRecord(data) && typeof data.type === 'string' ? { ...data, type: data.type } : null
}
