import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiServer, serveFrom, startApiServer } from '@/e2e/harness/api-server'
import { SETTINGS } from '@/e2e/harness/starts-bed'
import { type CreateComparison, createComparisonSchema } from '@/lib/domain/comparison/comparison'
import type { Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { textBlocks } from '../outgoing'
import { comparisonQuery } from '../queries/comparison-query'
import { createQueryClient } from '../query-client'
import { getStoredDraft, setDraft } from '../stores/drafts'
import { compareFrom } from './compare-from'

let server: ApiServer
let stopServing: () => void
let client: ReturnType<typeof createQueryClient>
let made: CreateComparison[]
/** How the server's answer gets here: as none, as its own, or as a refusal. */
let status: number

beforeEach(async () => {
  made = []
  server = await startApiServer(({ path, body }) => {
    if (path !== '/api/comparisons') return { status: 404, body: {} }
    const input = createComparisonSchema.parse(body)
    made.push(input)
    const { id, title } = input
    const summary = { id, kind: 'comparison', title, createdAt: 0, updatedAt: 0, pinnedAt: null }
    return { status, body: { ...summary, columns: input.columns.map((column) => column.id) } }
  })
  stopServing = serveFrom(server)
  client = createQueryClient()
})

afterEach(async () => {
  client.clear()
  stopServing()
  await server.close()
})

test('A comparison that is begun again from a turn, as nobody heard whether it was made, is one; the next is another', async () => {
  const conversationId = newId()
  const turn: Message = {
    ...{ id: newId(), conversationId, parentId: null, role: 'assistant', content: [] },
    ...{ runId: null, createdAt: 1 },
  }
  setDraft(conversationId, { settings: SETTINGS })
  status = 502
  await expect(compareFrom(client, turn)).rejects.toMatchObject({ status })
  setDraft(conversationId, { settings: { ...SETTINGS, maxTokens: 1 } })
  await expect(compareFrom(client, turn)).rejects.toMatchObject({ status })
  setDraft(conversationId, { settings: SETTINGS })
  status = 201
  const [first, changed] = made
  expect(await compareFrom(client, turn)).toBe(first?.id)
  expect(changed?.id).not.toBe(first?.id)
  expect(await compareFrom(client, turn)).not.toBe(first?.id)
})

/** A question of a conversation that has settings. */
function askedTurn(): Message {
  const conversationId = newId()
  setDraft(conversationId, { settings: SETTINGS })
  return {
    ...{ id: newId(), conversationId, parentId: null, role: 'user', runId: null, createdAt: 1 },
    content: textBlocks('The question'),
  }
}

test('A comparison that was refused is another one when it is begun again', async () => {
  const turn = askedTurn()
  for (const said of [502, 400, 400, 201]) {
    status = said
    await compareFrom(client, turn).catch(() => null)
  }
  const [first, joined, second, third] = made.map(({ id }) => id)
  expect(joined).toBe(first)
  expect(new Set([first, second, third]).size).toBe(3)
})

test('One that was made unheard and is in use by now is left alone: what is begun then is new, with its question in its box', async () => {
  const turn = askedTurn()
  status = 502
  await compareFrom(client, turn).catch(() => null)
  const old = made[0]?.id ?? ''
  // It was found in the list, and opened.
  client.setQueryData(comparisonQuery(old).queryKey, {
    ...{ id: old, kind: 'comparison', title: '', createdAt: 0, updatedAt: 0, pinnedAt: null },
    ...{ settings: SETTINGS, columns: [], baselineId: null, removed: [] },
    elsewhere: { usd: 0, unknown: 0 },
  })
  status = 201
  const id = await compareFrom(client, turn)
  expect(id).not.toBe(old)
  expect(getStoredDraft(old).text).toBe('')
  expect(getStoredDraft(id).text).toBe('The question')
})

test('What was typed into its box before it was heard of stays there', async () => {
  const turn = askedTurn()
  status = 502
  await compareFrom(client, turn).catch(() => null)
  const old = made[0]?.id ?? ''
  setDraft(old, { text: 'Half written' })
  status = 201
  expect(await compareFrom(client, turn)).toBe(old)
  expect(getStoredDraft(old).text).toBe('Half written')
})
