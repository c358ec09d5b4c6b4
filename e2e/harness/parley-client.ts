import { type Conversation, NO_CHOICES, type StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { LiveEvent } from '@/lib/domain/live'
import { unpackConversation } from '@/lib/domain/packed-conversation'
import { hasEnded, type Run } from '@/lib/domain/run'
import { createSseReader } from '@/lib/wire/sse'

/** The app's own API as a screen calls it, for a server at `url`. */
export interface ParleyClient {
  /** Sends a turn; rejects when the server does not acknowledge it. */
  start(turn: StartRun): Promise<void>
  conversation(id: string): Promise<Conversation | null>
  run(id: string): Promise<Run>
  /** Resolves with the runs when the last of them has ended, over one live connection. */
  ended(ids: readonly string[]): Promise<Map<string, Run>>
  /** Resolves with the conversation as soon as something holds of it; looks at every notice of a change. */
  until(id: string, holds: (now: Conversation) => boolean): Promise<Conversation>
}

/** A first turn of a new conversation with fresh ids. */
export function newTurn(text: string, over: Partial<StartRun> = {}): StartRun {
  return {
    id: newId(),
    conversationId: newId(),
    parentId: null,
    userMessage: { id: newId(), content: [{ type: 'text', text }] },
    prefill: null,
    assistantMessageId: newId(),
    settings: {
      upstream: 'anthropic',
      apiVersion: '2023-06-01',
      model: 'fake-model',
      maxTokens: 1024,
      system: '',
      ...NO_CHOICES,
    },
    withheld: [],
    maxTokens: null,
    account: null,
    hasNewResults: false,
    ...over,
  }
}

/** The settings under which a server takes the fake upstream for the Claude API. */
export function upstreamEnv(url: string): Record<string, string> {
  return { ANTHROPIC_API_KEY: 'fake-upstream-key', ANTHROPIC_BASE_URL: url }
}

export function createParleyClient(url: string): ParleyClient {
  // As a page of the server itself sends it.
  const headers = { origin: url, 'content-type': 'application/json' }
  const read = async (path: string) => {
    const response = await fetch(url + path)
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }
  const conversation = async (id: string) => {
    const packed = await read(`/api/conversations/${id}`)
    return packed === null ? null : unpackConversation(packed)
  }
  return {
    start: async (turn) => {
      const init = { method: 'POST', headers, body: JSON.stringify(turn) }
      const response = await fetch(`${url}/api/runs`, init)
      const text = await response.text()
      if (!response.ok) throw new Error(`POST /api/runs answered ${response.status}: ${text}`)
    },
    conversation,
    run: (id) => read(`/api/runs/${id}`),
    ended: (ids) => watchUntilEnded(url, ids),
    until: async (id, holds) => {
      for await (const _notice of readLive(url, [])) {
        const now = await conversation(id)
        if (now !== null && holds(now)) return now
      }
      throw new Error(`The live connection closed while ${id} was waited for.`)
    },
  }
}

/** What a live connection tells, from its hello on. */
async function* readLive(url: string, ids: readonly string[]): AsyncGenerator<LiveEvent> {
  const leave = new AbortController()
  const response = await fetch(`${url}/api/live?runs=${ids.join(',')}`, { signal: leave.signal })
  const reader = createSseReader()
  try {
    for await (const bytes of response.body ?? []) {
      for (const { data } of reader.push(bytes)) yield JSON.parse(data)
    }
  } finally {
    leave.abort()
  }
}

async function watchUntilEnded(url: string, ids: readonly string[]): Promise<Map<string, Run>> {
  const ended = new Map<string, Run>()
  if (ids.length === 0) return ended
  for await (const event of readLive(url, ids)) {
    if (event.type === 'run' && hasEnded(event.run.status)) ended.set(event.run.id, event.run)
    if (ended.size === ids.length) return ended
  }
  throw new Error(`The live connection closed with ${ended.size} of ${ids.length} runs ended.`)
}
