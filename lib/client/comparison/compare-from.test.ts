import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiServer, serveFrom, startApiServer } from '@/e2e/harness/api-server'
import { SETTINGS } from '@/e2e/harness/starts-bed'
import { type CreateComparison, createComparisonSchema } from '@/lib/domain/comparison/comparison'
import type { Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { createQueryClient } from '../query-client'
import { setDraft } from '../stores/drafts'
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
