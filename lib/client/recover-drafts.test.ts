import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ApiServer, serveFrom, startApiServer } from '@/e2e/harness/api-server'
import { NO_CHOICES, type StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { Block } from '@/lib/wire/types'
import { textBlocks, toStartRun } from './outgoing'
import { recoverDrafts } from './recover-drafts'
import { getStoredDraft, listUnanswered, setDraft } from './stores/drafts'

const settings = {
  upstream: 'sandbox',
  apiVersion: '2023-06-01',
  model: 'claude-opus-5-5',
  maxTokens: 4096,
  system: '',
  ...NO_CHOICES,
} as const

let server: ApiServer
let stopServing: () => void
/** What the server answers about any run. */
let status: number
/** What it answers about any conversation. */
let ofConversation: number
let url: string

beforeEach(async () => {
  ofConversation = 404
  server = await startApiServer(({ path }) => ({
    ...{ status: path.startsWith('/api/runs/') ? status : ofConversation, body: {} },
  }))
  stopServing = serveFrom(server)
  vi.stubGlobal('location', {
    get pathname() {
      return url
    },
  })
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, to: string) => {
      url = to
    },
  })
})

afterEach(async () => {
  for (const [id] of listUnanswered()) setDraft(id, { text: '', settings: null, unanswered: null })
  stopServing()
  vi.unstubAllGlobals()
  await server.close()
})

/** A turn that had no answer when the page went, in the box of its conversation. */
function unanswered(parentId: string | null, typedSince = '', files: Block[] = []): StartRun {
  const start = toStartRun({
    conversationId: newId(),
    parentId,
    judgement: { withheld: [], maxTokens: null },
    account: null,
    content: [...files, ...textBlocks('The question')],
    prefill: null,
    settings,
  })
  setDraft(start.conversationId, { text: `The question${typedSince}`, files, unanswered: start })
  url = `/c/${start.conversationId}`
  return start
}

function documentBlock(): Block {
  return { type: 'document', source: { type: 'parley_file', fileId: newId(), way: 'file' } }
}

test('A turn that had arrived leaves the box; what was typed since stays', async () => {
  status = 200
  const { conversationId } = unanswered(null, '\n\nand more')
  await recoverDrafts()
  expect(getStoredDraft(conversationId)).toMatchObject({ text: 'and more', unanswered: null })
  expect(url).toBe(`/c/${conversationId}`)
})

test('What was sent with one file is another question with another file in its place, and stays whole', async () => {
  status = 200
  const [sent, other, added] = [documentBlock(), documentBlock(), documentBlock()]
  const { conversationId } = unanswered(null, '', [sent])
  setDraft(conversationId, { files: [other] })
  await recoverDrafts()
  expect(getStoredDraft(conversationId)).toMatchObject({
    ...{ text: 'The question', files: [other], unanswered: null },
  })
  const next = unanswered(null, '', [sent])
  setDraft(next.conversationId, { files: [sent, added] })
  await recoverDrafts()
  expect(getStoredDraft(next.conversationId)).toMatchObject({ text: '', files: [added] })
})

test('A first turn that never arrived goes back to the new conversation, with its settings and ids', async () => {
  status = 404
  const start = unanswered(null)
  await recoverDrafts()
  expect(getStoredDraft(start.conversationId)).toMatchObject({ text: '', unanswered: null })
  expect(getStoredDraft(null)).toMatchObject({ text: 'The question', settings, unanswered: start })
  expect(url).toBe('/c')
})

test('A later turn that never arrived stays in the box of its conversation', async () => {
  status = 404
  const start = unanswered(newId())
  await recoverDrafts()
  expect(getStoredDraft(start.conversationId)).toMatchObject({
    text: 'The question',
    unanswered: start,
  })
})

test('The first turn of a column, or of what may be one, stays in its box', async () => {
  status = 404
  for (const said of [200, 503]) {
    ofConversation = said
    const start = unanswered(null)
    await recoverDrafts()
    expect(getStoredDraft(start.conversationId)).toMatchObject({
      ...{ text: 'The question', unanswered: start },
    })
    expect(getStoredDraft(null).text).toBe('')
  }
})

test('Of a turn that is being started it is asked until it is known what became of it', async () => {
  for (const [said, text] of [
    [200, ''],
    [404, 'The question'],
  ] as const) {
    status = 409
    ofConversation = 200
    const { conversationId } = unanswered(null)
    const recovered = recoverDrafts()
    await vi.waitFor(() => expect(server.calls.length).toBeGreaterThan(0))
    status = said
    await recovered
    expect(getStoredDraft(conversationId).text).toBe(text)
  }
})

test('While the server says nothing of a turn, the box keeps it with its ids', async () => {
  status = 503
  const start = unanswered(null)
  await recoverDrafts()
  expect(getStoredDraft(start.conversationId).unanswered).toEqual(start)
})

test('What was asked beside the box and never arrived is forgotten when the page begins anew; of what may have, the ids are kept', async () => {
  const start = { ...unanswered(newId()), conversationId: newId() }
  for (const [said, kept] of [
    [503, [start]],
    [200, [start]],
    [404, []],
  ] as const) {
    status = said
    setDraft(start.conversationId, { unheard: [start] })
    await recoverDrafts()
    expect(getStoredDraft(start.conversationId).unheard).toEqual(kept)
  }
})

test('Nothing is kept of a turn that was discarded and never arrived', async () => {
  status = 404
  const { conversationId } = unanswered(newId())
  setDraft(conversationId, { text: '' })
  await recoverDrafts()
  expect(getStoredDraft(conversationId).unanswered).toBeNull()
})
