import type { QueryClient } from '@tanstack/react-query'
import { createQueryClient } from '@/lib/client/query-client'
import { dropLiveRun, getLiveRuns } from '@/lib/client/stores/live-runs'
import {
  type ChatSettings,
  NO_CHOICES,
  type StartedRun,
  type StartRun,
  startRunSchema,
} from '@/lib/domain/conversation'
import { newRun } from '@/lib/domain/new-run'
import { turnsOf } from '@/lib/domain/turn'
import { type Answer, type ApiServer, serveFrom, startApiServer } from './api-server'

export const SETTINGS: ChatSettings = {
  ...{ upstream: 'sandbox', apiVersion: '2023-06-01', model: 'claude-opus-5-5' },
  ...{ maxTokens: 4096, system: '', ...NO_CHOICES },
}

/** A tab, and a server that takes what it asks for, as far as a test lets it be heard. */
export interface StartsBed {
  server: ApiServer
  /** What the tab knows of conversations and runs. */
  client: QueryClient
  /** What `POST /api/runs` was asked with, in order. */
  starts: StartRun[]
  /** How the next ones are answered; as the server does, unless a test says otherwise. */
  answer: (start: StartRun) => Answer | Promise<Answer>
  /** Says whether the answer to a start that the server has taken is lost on its way. */
  isUnheard: () => boolean
  close(): Promise<void>
}

/** Opens one; the tab's own addresses lead to it. */
export async function openStartsBed(): Promise<StartsBed> {
  const server = await startApiServer(({ path, body }) => {
    if (path.endsWith('/stop')) return { status: 200, body: runOf({ status: 'stopped' }) }
    // What is deleted.
    if (/\/turns\/[^/]+$/.test(path)) return { status: 200, body: {} }
    const known = bed.starts.find(({ id }) => path === `/api/runs/${id}`)
    if (known !== undefined) return { status: 200, body: startedBy(known).run }
    if (path !== '/api/runs') return { status: 404, body: {} }
    const start = startRunSchema.parse(body)
    bed.starts.push(start)
    return bed.answer(start)
  })
  const stopServing = serveFrom(server)
  const through = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await through(input, init)
    if (init?.method === 'POST' && bed.isUnheard()) throw new TypeError('network error')
    return response
  }
  const bed: StartsBed = {
    server,
    client: createQueryClient(),
    starts: [],
    answer: (start) => ({ status: 201, body: startedBy(start) }),
    isUnheard: () => false,
    close: async () => {
      for (const run of Object.keys(getLiveRuns())) dropLiveRun(run)
      bed.client.clear()
      globalThis.fetch = through
      stopServing()
      await server.close()
    },
  }
  return bed
}

/** What the server answers to a start. */
export function startedBy(start: StartRun): StartedRun {
  const { id, conversationId, assistantMessageId: messageId, settings } = start
  return {
    run: runOf({ id, conversationId, messageId }),
    messages: turnsOf(start, 2),
    conversation: {
      ...{ id: conversationId, kind: 'chat', title: 'From the server' },
      ...{ createdAt: 2, updatedAt: 2, pinnedAt: null, headId: messageId, settings },
    },
  }
}

function runOf(change: Partial<StartedRun['run']>) {
  return newRun({
    ...{ id: 'run', conversationId: 'c', messageId: 'm', source: 'chat', isSandbox: true },
    ...{ upstream: 'sandbox', model: SETTINGS.model, apiVersion: SETTINGS.apiVersion },
    createdAt: 1,
    ...change,
  })
}
