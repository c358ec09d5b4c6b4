import { expect, test } from 'vitest'
import type { Block, Usage } from '@/lib/wire/types'
import { type ChatSettings, type Conversation, type Message, NO_CHOICES } from '../conversation'
import { newRun } from '../new-run'
import type { Run } from '../run'
import { addEstimates, estimateTurn } from './estimate'

const MODEL = 'claude-opus-5-5'
const SETTINGS: ChatSettings = {
  ...{ upstream: 'anthropic', apiVersion: '2023-06-01', model: MODEL, maxTokens: 1000 },
  system: 'word'.repeat(10),
  ...NO_CHOICES,
}
/** A dollar for each token of the prompt, and a hundred for each of the answer. */
const PRICES = { [MODEL]: { asOf: '2026-11-01', input: 1e6, output: 1e8, cacheRead: null } }

/** So many tokens, by the guess that a token has four characters. */
const words = (tokens: number): Block[] => [{ type: 'text', text: 'word'.repeat(tokens) }]

/** One turn under the other: content, or the run that answers. */
function conversation(...turns: (Block[] | Run)[]): Conversation {
  const messages = turns.map(
    (turn, at): Message => ({
      ...{ id: `${at}`, conversationId: 'c', parentId: at === 0 ? null : `${at - 1}` },
      ...{ role: at % 2 === 0 ? 'user' : 'assistant', createdAt: 0 },
      ...(Array.isArray(turn) ? { content: turn, runId: null } : { content: null, runId: turn.id }),
    }),
  )
  const runs = turns.flatMap((turn) => (Array.isArray(turn) ? [] : [turn]))
  return {
    ...{ id: 'c', kind: 'chat', title: '', createdAt: 0, updatedAt: 0, pinnedAt: null },
    ...{ headId: messages.at(-1)?.id ?? null, settings: SETTINGS },
    ...{ messages, runs, toolCalls: [], marks: [] },
  }
}

let made = 0
function run(usage: Usage | null, content: Block[] = [], stop: string | null = 'end_turn'): Run {
  return {
    ...newRun({
      ...{ id: `run ${made++}`, source: 'chat', upstream: 'anthropic', isSandbox: false },
      ...{ model: MODEL, apiVersion: '2023-06-01', conversationId: 'c' },
      status: stop === null || usage === null ? 'failed' : 'complete',
    }),
    message: usage && {
      ...{ id: 'm', type: 'message', role: 'assistant', model: MODEL, content, usage },
      ...{ stop_reason: stop, stop_sequence: null },
    },
  }
}

const estimate = (among?: Conversation, over: Partial<ChatSettings> = {}) =>
  estimateTurn({ ...SETTINGS, ...over }, among, 'word'.repeat(5), PRICES)

test('The first turn is estimated with its system prompt and its tools', () => {
  expect(estimate()).toEqual({ least: 15, most: 15 + 100_000, likely: null })
  const definition = { name: 'look', description: 'word'.repeat(500) }
  const tools = [{ id: '019ad000-0000-7000-8000-000000000000', definition }]
  expect(estimate(undefined, { tools })?.least).toBeGreaterThan(515)
})

test('After an answer it is what the upstream counted, and as long as the answers before it', () => {
  const first = run({ input_tokens: 20, output_tokens: 10 })
  const second = run({ input_tokens: 40, cache_read_input_tokens: 60, output_tokens: 30 })
  const found = estimate(conversation(words(1), first, words(1), second))
  expect(found).toMatchObject({ least: 135, likely: 135 + 20 * 100 })
})

test('Turns that were copied, whose runs are elsewhere, count by their length', () => {
  const copied = conversation(words(100), words(200))
  expect(estimate(copied)).toMatchObject({ least: 315, likely: null })
  const wentOn = conversation(
    words(100),
    words(200),
    words(1),
    run({ input_tokens: 400, output_tokens: 10 }),
  )
  expect(estimate(wentOn)).toMatchObject({ least: 415 })
})

test('An answer that failed or was cut has no final count: the last final one stands, and the texts since', () => {
  const counted = run({ input_tokens: 20, output_tokens: 10 })
  const failed = conversation(words(1), counted, words(50), run(null))
  expect(estimate(failed)).toMatchObject({ least: 85, likely: 85 + 1000 })
  const cut = run({ input_tokens: 90, output_tokens: 1 }, words(7), null)
  expect(estimate(conversation(words(1), counted, words(50), cut))).toMatchObject({
    ...{ least: 92, likely: 92 + 1000 },
  })
})

test('Files that nobody has counted leave it unknown; those of a prompt that was counted are in the count', () => {
  const image: Block = { type: 'image', source: { type: 'url', url: 'https://a.test/b.png' } }
  expect(estimate(conversation([image, ...words(1)], words(3)))).toBeNull()
  const counted = run({ input_tokens: 900, output_tokens: 10 })
  expect(estimate(conversation([image], counted))).toMatchObject({ least: 915 })
})

test('A model without a price leaves the sum of all columns unknown', () => {
  const unknown = estimate(undefined, { model: 'unheard-of' })
  expect(unknown).toBeNull()
  expect(addEstimates([estimate(), unknown])).toBeNull()
  expect(addEstimates([estimate(), estimate()])).toEqual({ least: 30, most: 200_030, likely: null })
})

test('A turn whose tools may ask for more of them has no usual length, and costs at most each step that its loop has', () => {
  const definition = { name: 'look', description: '' }
  const tools = [{ id: '019ad000-0000-7000-8000-000000000000', definition }]
  const loop = { ...SETTINGS.loop, maxSteps: 3 }
  const found = estimate(conversation(words(1), run({ input_tokens: 20, output_tokens: 10 })), {
    ...{ tools, loop },
  })
  expect(found?.likely).toBeNull()
  // Each step sends again the answer before it, and results that are taken to be as long.
  expect(found?.most).toBe(3 * (35 + 100_000) + (0 + 2000 + 4000))
  expect(estimate(undefined, { tools, loop: { ...loop, mode: 'step' } })?.most).toBeLessThan(
    110_000,
  )
})

test('What is written to the cache may cost twice as much', () => {
  expect(estimate(undefined, { cacheTtl: '1h' })?.most).toBe(30 + 100_000)
})

test('Nobody knows what fast answers cost, nor tools that the upstream runs', () => {
  expect(estimate(undefined, { speed: 'fast' })).toBeNull()
  const tools = [{ type: 'web_search_20250305', name: 'web_search' }]
  expect(estimate(undefined, { patch: { tools } })).toBeNull()
})
