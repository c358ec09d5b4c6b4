import { type QueryClient, queryOptions, useMutation } from '@tanstack/react-query'
import type { Conversation, StartedRun, StartRun } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import { titleOf, turnsOf } from '@/lib/domain/turn'
import { api } from '../api'
import { changeCached, conversationQuery, putCached, putSummary } from './conversations'

/** Starts a run; asking twice with the same ids joins the one that runs. */
export function startRun(body: StartRun, timeoutMs: number): Promise<StartedRun> {
  return api<StartedRun>('/api/runs', { method: 'POST', body, timeoutMs })
}

/** Opens a run as a conversation, whose id it answers: who asked goes there. */
export function useOpenRun() {
  return useMutation({
    mutationFn: async (id: string) => {
      const path = `/api/runs/${id}/open`
      return (await api<{ conversationId: string }>(path, { method: 'POST' })).conversationId
    },
  })
}

/** Stops a run and answers its state, partial text kept. */
export function stopRun(id: string): Promise<Run> {
  return api<Run>(`/api/runs/${id}/stop`, { method: 'POST' })
}

/** Asks for the next attempt of a run that waits for it. */
export function tryRunNow(id: string): Promise<Run> {
  return api<Run>(`/api/runs/${id}/try-now`, { method: 'POST' })
}

/** Puts a run's state in place of the one that is cached, by itself or with its conversation. */
export function putRun(client: QueryClient, run: Run): void {
  client.setQueryData(runQuery(run.id).queryKey, (known) => (known === undefined ? known : run))
  if (run.conversationId === null) return
  changeCached(client, run.conversationId, (known) => ({
    ...known,
    runs: replaceById(known.runs, [run]),
  }))
}

/** The state of one run. */
export function fetchRun(id: string): Promise<Run> {
  return api<Run>(`/api/runs/${id}`)
}

/** One run, of whatever source. */
export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => api<Run>(`/api/runs/${id}`, { signal }),
    staleTime: 0,
  })
}

/** Puts what `POST /api/runs` committed in place of what was drawn in advance. */
export function putStartedRun(client: QueryClient, started: StartedRun): void {
  const { run, messages, conversation } = started
  putCached(client, conversation.id, (known) => ({
    ...conversation,
    messages: replaceById(known?.messages ?? [], messages),
    runs: replaceById(known?.runs ?? [], [run]),
    toolCalls: known?.toolCalls ?? [],
    marks: known?.marks ?? [],
  }))
  putSummary(client, conversation)
}

/**
 * Draws the turns of a run before the server has answered. The run itself stays away until it
 * exists: an assistant turn without its run is one that is being sent. {@link takeBackTurns} undoes it.
 */
export function drawTurns(client: QueryClient, start: StartRun): void {
  const { conversationId, settings } = start
  const now = Date.now()
  putCached(client, conversationId, (known) => ({
    id: conversationId,
    kind: known?.kind ?? 'chat',
    title: known?.title ?? titleOf(start),
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
    pinnedAt: known?.pinnedAt ?? null,
    headId: start.assistantMessageId,
    settings,
    messages: replaceById(known?.messages ?? [], turnsOf(start, now)),
    runs: known?.runs ?? [],
    toolCalls: known?.toolCalls ?? [],
    marks: known?.marks ?? [],
  }))
}

/**
 * Removes turns that the server did not answer for. Whether it took them is not known for sure, so
 * the conversation is fetched when it is next looked at.
 */
export function takeBackTurns(
  client: QueryClient,
  start: StartRun,
  before: Conversation | undefined,
): void {
  const { queryKey } = conversationQuery(start.conversationId)
  const { headId = null, settings = null } = before ?? {}
  const gone = new Set([start.userMessage?.id, start.prefill?.id, start.assistantMessageId])
  client.setQueryData(queryKey, (known) => {
    if (known === undefined) return known
    const messages = known.messages.filter((message) => !gone.has(message.id))
    return { ...known, headId, settings, messages }
  })
  void client.invalidateQueries({ queryKey, refetchType: 'none' })
}

/** New items take the place of those with their id, the others are added at the end. */
function replaceById<T extends { id: string }>(known: readonly T[], fresh: readonly T[]): T[] {
  const byId = new Map(known.map((item) => [item.id, item]))
  for (const item of fresh) byId.set(item.id, item)
  return [...byId.values()]
}
