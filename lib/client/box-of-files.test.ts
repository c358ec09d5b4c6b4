import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { type ChatSettings, type Conversation, NO_CHOICES } from '@/lib/domain/conversation'
import { packConversation } from '@/lib/domain/packed-conversation'
import { boxOf, isBoxThere } from './box-of-files'
import { setDraft } from './stores/drafts'

const SETTINGS: ChatSettings = {
  ...NO_CHOICES,
  ...{ upstream: 'company', apiVersion: '2023-06-01', model: 'm', maxTokens: 9, system: '' },
}

const CONVERSATION: Conversation = {
  ...{ id: 'c', kind: 'chat', title: '', createdAt: 1, updatedAt: 1, pinnedAt: null },
  ...{ headId: 'm', runs: [], toolCalls: [], marks: [], settings: SETTINGS },
  messages: [
    {
      ...{ id: 'm', conversationId: 'c', parentId: null, role: 'user', runId: null, createdAt: 1 },
      content: [{ type: 'document', citations: { enabled: true } }],
    },
  ],
}

afterEach(() => {
  setDraft(null, { settings: null })
  setDraft('gone', { text: '' })
  vi.unstubAllGlobals()
})

/** A tab that knows nothing yet, before a server that answers these paths. */
function freshTab(answers: Readonly<Record<string, unknown>>): QueryClient {
  vi.stubGlobal('fetch', async (path: string) =>
    path in answers ? Response.json(answers[path]) : Response.json({}, { status: 404 }),
  )
  return new QueryClient({ defaultOptions: { queries: { retry: false } } })
}

test('A file goes with what its conversation says, also where that has not been loaded', async () => {
  const client = freshTab({ '/api/conversations/c': packConversation(CONVERSATION) })
  const box = await boxOf(client, 'c')
  expect(box).toMatchObject({ upstream: 'company', isStructured: false })
  expect(box.path.map(({ id }) => id)).toEqual(['m'])
})

test('A new conversation asks the upstream of the default preset, and by its schema; what is chosen goes before that', async () => {
  const upstreams = [{ name: 'sandbox' }, { name: 'company' }]
  const outputSchema = { type: 'object' }
  const preset = { id: 'p', name: 'P', isDefault: true, settings: { ...SETTINGS, outputSchema } }
  const client = freshTab({
    '/api/settings': { defaultUpstream: 'sandbox', upstreams },
    '/api/presets': { presets: [preset] },
  })
  expect(await boxOf(client, null)).toEqual({ upstream: 'company', isStructured: true, path: [] })
  setDraft(null, { settings: { ...SETTINGS, upstream: 'sandbox' } })
  expect(await boxOf(client, null)).toEqual({ upstream: 'sandbox', isStructured: false, path: [] })
})

test('A box is gone with its conversation, unless something stands in it', async () => {
  const client = freshTab({ '/api/conversations/c': packConversation(CONVERSATION) })
  expect(await isBoxThere(client, null)).toBe(true)
  expect(await isBoxThere(client, 'c')).toBe(true)
  expect(await isBoxThere(client, 'gone')).toBe(false)
  setDraft('gone', { text: 'Not sent yet' })
  expect(await isBoxThere(client, 'gone')).toBe(true)
})
