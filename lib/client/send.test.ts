import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer } from '@/e2e/harness/api-server'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { ChatSettings, Conversation } from '@/lib/domain/conversation'
import type { ToolCall } from '@/lib/domain/tools/call'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { continueAnswer, retryAnswer, sendResults } from './ask-beside'
import { bringTyped, typeText } from './outgoing'
import { conversationsQuery, findListed } from './queries/conversation-list'
import { conversationQuery } from './queries/conversations'
import { modelsQuery } from './queries/models'
import { putCalls } from './queries/tool-calls'
import { sendDraft } from './send'
import { stopAnswer } from './stop-answer'
import { getStoredDraft, setDraft, setHandResult } from './stores/drafts'
import { getLiveRuns } from './stores/live-runs'
import { addMany, addUploads, getUploads, takeMany, type Upload } from './stores/uploads'

let bed: StartsBed
let client: StartsBed['client']
let url: string

beforeEach(async () => {
  bed = await openStartsBed()
  client = bed.client
  client.setQueryData(conversationsQuery().queryKey, {
    pages: [{ conversations: [], nextCursor: null }],
    pageParams: [null],
  })
  url = '/c'
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
  setDraft(null, { text: '', settings: null, unanswered: null, failure: null })
  vi.unstubAllGlobals()
  await bed.close()
})

const conversationOf = (id: string): Conversation | undefined =>
  client.getQueryData(conversationQuery(id).queryKey)
const idInUrl = () => url.slice('/c/'.length)

test('What the model or the version refuses stays behind, on sending and on asking again', async () => {
  const settings: ChatSettings = { ...SETTINGS, temperature: 0.5, effort: 'low' }
  setDraft(null, { text: 'Hi', settings })
  await sendDraft(client, null, settings)
  expect(bed.starts.at(-1)).toMatchObject({ settings, withheld: ['temperature'] })
  // The upstream's own list is believed before the built-in table.
  const says = { id: settings.model, type: 'model' as const, display_name: '', created_at: '' }
  const effort = { supported: false }
  client.setQueryData(modelsQuery('sandbox').queryKey, [{ ...says, capabilities: { effort } }])
  url = '/c'
  setDraft(null, { text: 'Hi again', settings })
  await sendDraft(client, null, settings)
  expect(bed.starts.at(-1)?.withheld).toEqual(['temperature', 'effort'])
})

test('The first send gives the conversation its id and its URL, and what is drawn is what is sent', async () => {
  setDraft(null, { text: 'Hello', settings: SETTINGS })
  let drawn: Conversation | undefined
  bed.answer = (start) => {
    drawn = conversationOf(start.conversationId)
    return { status: 201, body: startedBy(start) }
  }
  await sendDraft(client, null, SETTINGS)
  const [start] = bed.starts
  expect(idInUrl()).toBe(start?.conversationId)
  expect(start).toMatchObject({ parentId: null, settings: SETTINGS })
  expect(start?.userMessage?.content).toEqual([{ type: 'text', text: 'Hello' }])
  expect(drawn?.messages.map(({ id }) => id)).toEqual([
    start?.userMessage?.id,
    start?.assistantMessageId,
  ])
  expect(conversationOf(idInUrl())).toMatchObject({
    title: 'From the server',
    headId: start?.assistantMessageId,
  })
  expect(Object.keys(getLiveRuns())).toEqual([start?.id])
  expect(findListed(client, idInUrl())).toMatchObject({ title: 'From the server' })
  expect(getStoredDraft(null)).toMatchObject({ text: '', settings: null })
  expect(getStoredDraft(idInUrl())).toMatchObject({ text: '', sending: null, settings: null })
})

test('A text that is no value of its field stays in the panel when the conversation gets its id, and comes back with a refused turn', async () => {
  const untaken = { patch: { text: '{', of: 'null' } }
  setDraft(null, { text: 'Hello', settings: SETTINGS, untaken })
  bed.answer = () => ({ status: 500, body: {} })
  await sendDraft(client, null, SETTINGS)
  expect(getStoredDraft(null).untaken).toEqual(untaken)
  bed.answer = (start) => ({ status: 201, body: startedBy(start) })
  await sendDraft(client, null, SETTINGS)
  expect(getStoredDraft(idInUrl()).untaken).toEqual(untaken)
  expect(getStoredDraft(null).untaken).toEqual({})
})

test('Enter twice in one moment sends one turn', async () => {
  setDraft(null, { text: 'Hello' })
  await Promise.all([sendDraft(client, null, SETTINGS), sendDraft(client, null, SETTINGS)])
  expect(bed.starts).toHaveLength(1)
})

test('What is sent from the box of the new conversation, before it is drawn as what it has become, waits', async () => {
  const id = await sendFirst('Hello')
  typeText(null, 'And this')
  await sendDraft(client, null, SETTINGS)
  expect(bed.starts).toHaveLength(1)
  bringTyped(id)
  expect(getStoredDraft(id).text).toBe('And this')
  // Back at the new conversation it is another one.
  url = '/c'
  typeText(null, 'Something else')
  await sendDraft(client, null, SETTINGS)
  expect(bed.starts).toHaveLength(2)
})

test('Files that are chosen while the new conversation becomes another are that one’s, and are back with a turn that does not arrive', async () => {
  const files = [new File(['a'], 'a.txt')]
  addUploads([failedUpload('u', null)])
  addMany(null, files)
  const id = await sendFirst('Hello')
  bringTyped(id)
  expect(getUploads().map(({ conversationId }) => conversationId)).toEqual([id])
  expect([takeMany(null), takeMany(id)]).toEqual([[], files])

  url = '/c'
  const refused = { type: 'error', error: { type: 'invalid_request_error', message: 'no' } }
  bed.answer = ({ conversationId }) => {
    bringTyped(conversationId)
    return { status: 400, body: refused }
  }
  addMany(null, files)
  setDraft(null, { text: 'Once more' })
  await sendDraft(client, null, SETTINGS)
  expect(takeMany(null)).toEqual(files)
})

test('A turn that the server refuses is in the box again, with the reason, and nothing of it is drawn', async () => {
  bed.answer = () => ({
    status: 400,
    body: { type: 'error', error: { type: 'invalid_request_error', message: 'settings: no' } },
  })
  setDraft(null, { text: 'Hello' })
  await sendDraft(client, null, SETTINGS)
  expect(url).toBe('/c')
  expect(getStoredDraft(null)).toMatchObject({ text: 'Hello', settings: SETTINGS })
  expect(getStoredDraft(null).failure).toMatchObject({
    act: 'send',
    error: { status: 400, message: 'settings: no' },
  })
  expect(getStoredDraft(null).unanswered).toBeNull()
  expect(conversationOf(bed.starts[0]?.conversationId ?? '')?.messages).toEqual([])
})

test('What was typed while a turn was refused stays behind its text', async () => {
  const id = await sendFirst('One')
  bed.answer = () => {
    setDraft(id, { text: 'typed since' })
    return { status: 500, body: {} }
  }
  setDraft(id, { text: 'Two' })
  await sendDraft(client, id, SETTINGS)
  expect(getStoredDraft(id)).toMatchObject({ text: 'Two\n\ntyped since', sending: null })
  expect(conversationOf(id)?.messages).toHaveLength(2)
  expect(conversationOf(id)?.headId).toBe(bed.starts[0]?.assistantMessageId)
})

test('A turn without an answer is sent again with the same ids', async () => {
  const resets = [true, true, false]
  bed.isUnheard = () => resets.shift() === true
  setDraft(null, { text: 'Hello' })
  await sendDraft(client, null, SETTINGS)
  expect(bed.starts).toHaveLength(3)
  expect(new Set(bed.starts.map((start) => JSON.stringify(start))).size).toBe(1)
  expect(getStoredDraft(idInUrl()).failure).toBeNull()
})

test('A turn that never had an answer keeps its ids for the next attempt, unless it is changed', async () => {
  bed.isUnheard = () => true
  setDraft(null, { text: 'Hello' })
  await sendDraft(client, null, SETTINGS)
  expect(getStoredDraft(null)).toMatchObject({ text: 'Hello', settings: SETTINGS })
  expect(getStoredDraft(null).failure?.error.status).toBe(0)
  await sendDraft(client, null, SETTINGS)
  expect(new Set(bed.starts.map(({ id }) => id)).size).toBe(1)
  setDraft(null, { text: 'Hello!' })
  bed.isUnheard = () => false
  await sendDraft(client, null, SETTINGS)
  expect(new Set(bed.starts.map(({ id }) => id)).size).toBe(2)
}, 60_000)

test('Retry pressed twice in one moment asks once', async () => {
  const id = await sendFirst('One')
  const answerTurn = conversationOf(id)?.messages.at(-1)
  if (answerTurn === undefined) throw new Error('no answer drawn')
  await Promise.all([retryAnswer(client, answerTurn), retryAnswer(client, answerTurn)])
  expect(bed.starts).toHaveLength(2)
})

test('The next turn hangs on the head of the branch, and Retry beside the answer it replaces', async () => {
  const id = await sendFirst('One')
  setDraft(id, { text: 'Two' })
  await sendDraft(client, id, SETTINGS)
  expect(bed.starts[1]).toMatchObject({
    conversationId: id,
    parentId: bed.starts[0]?.assistantMessageId,
  })
  const answerTurn = conversationOf(id)?.messages.at(-1)
  if (answerTurn === undefined) throw new Error('no answer drawn')
  setDraft(id, { text: 'unsent', settings: { ...SETTINGS, maxTokens: 1 } })
  await retryAnswer(client, answerTurn)
  expect(bed.starts[2]).toMatchObject({
    parentId: bed.starts[1]?.userMessage?.id,
    userMessage: null,
  })
  expect(bed.starts[2]?.settings.maxTokens).toBe(1)
  expect(getStoredDraft(id)).toMatchObject({ text: 'unsent', settings: null })
})

test('Continue hangs on the cut answer: by prefill without a turn, else with one that quotes it', async () => {
  const id = await sendFirst('One')
  const cut = conversationOf(id)?.messages.at(-1)
  if (cut === undefined) throw new Error('no answer drawn')
  setDraft(id, { text: 'unsent' })
  await continueAnswer(client, cut, { kind: 'prefill' })
  expect(bed.starts[1]).toMatchObject({ parentId: cut.id, userMessage: null })
  await continueAnswer(client, cut, { kind: 'user', text: 'Go on' })
  expect(bed.starts[2]?.parentId).toBe(cut.id)
  expect(bed.starts[2]?.userMessage?.content).toEqual([{ type: 'text', text: 'Go on' }])
  expect(getStoredDraft(id).text).toBe('unsent')
})

test('What went on by prefill is asked for again from its question on, where no prefill is taken', async () => {
  const id = await sendFirst('One')
  const question = bed.starts[0]?.userMessage?.id
  const cut = conversationOf(id)?.messages.at(-1)
  if (cut === undefined) throw new Error('no answer drawn')
  await continueAnswer(client, cut, { kind: 'prefill' })
  const rest = conversationOf(id)?.messages.at(-1)
  if (rest === undefined) throw new Error('no answer drawn')
  const older = { ...SETTINGS, model: 'claude-sonnet-4-5' }
  await retryAnswer(client, rest, older)
  expect(bed.starts[2]).toMatchObject({ parentId: cut.id, userMessage: null })
  await retryAnswer(client, rest, SETTINGS)
  expect(bed.starts[3]).toMatchObject({ parentId: question, userMessage: null })
  await retryAnswer(client, rest, { ...older, thinkingType: 'enabled', budgetTokens: 1024 })
  expect(bed.starts[4]).toMatchObject({ parentId: question, userMessage: null })
})

test('Stop saves what the server answers and lets the arriving run go', async () => {
  const id = await sendFirst('One')
  const runId = bed.starts[0]?.id ?? ''
  await stopAnswer(client, runId)
  expect(bed.server.calls.at(-1)).toBe(`POST /api/runs/${runId}/stop`)
  expect(conversationOf(id)).toBeDefined()
})

test('Stop while a start is on its way stops it once it has begun, brings the text back where it has not, and asks for it no more', async () => {
  const id = await sendFirst('One')
  const expectCalls = async (answer: Answer, ...calls: string[]) => {
    const before = bed.server.calls.length
    bed.answer = async (start) => {
      await stopAnswer(client, start.id)
      return answer.status === 201 ? { ...answer, body: startedBy(start) } : answer
    }
    setDraft(id, { text: 'Two' })
    await sendDraft(client, id, SETTINGS)
    const since = () => bed.server.calls.slice(before).map((call) => call.split('/').at(-1))
    await vi.waitFor(() => expect(since()).toEqual(calls))
  }
  const refusal = { type: 'error', error: { type: 'conflict_error', message: 'Stopped.' } }
  await expectCalls({ status: 409, body: refusal }, 'runs', 'stop')
  expect(getStoredDraft(id)).toMatchObject({ text: 'Two', unanswered: null })
  await expectCalls({ status: 201 }, 'runs', 'stop', 'stop')
  bed.isUnheard = () => true
  await expectCalls({ status: 201 }, 'runs', 'stop')
  expect(getStoredDraft(id).text).toBe('Two')
})

test('While a result is being changed neither it nor a turn with it is sent; given or cancelled, it goes', async () => {
  const id = await sendFirst('One')
  const { headId = null } = conversationOf(id) ?? {}
  const call: ToolCall = {
    ...{ id: 'toolu_1', conversationId: id, messageId: headId ?? '', index: 0, name: 'clock' },
    ...{ toolId: null, by: 'builtin', state: 'done', note: null, isEdited: false, console: [] },
    ...{ result: { content: 'noon', isError: false }, resultMessageId: null },
    ...{ startedAt: 1, endedAt: 2 },
  }
  putCalls(client, call, [call])
  setHandResult(call, { text: 'midnight', isError: false, blocks: [] })
  setDraft(id, { text: 'And then?' })
  await sendDraft(client, id, SETTINGS)
  await sendResults(client, id)
  expect(bed.starts).toHaveLength(1)
  expect(getStoredDraft(id).text).toBe('And then?')
  setHandResult(call, null)
  await sendResults(client, id)
  expect(bed.starts[1]?.userMessage?.content).toEqual(resultBlocks([call]))
})

async function sendFirst(text: string): Promise<string> {
  setDraft(null, { text })
  await sendDraft(client, null, SETTINGS)
  return idInUrl()
}

function failedUpload(id: string, conversationId: string | null): Upload {
  const wanted = new File(['a'], 'b.txt')
  const place = { id, conversationId, wanted, name: 'b.txt', sizeBytes: 1, place: 1 }
  return { ...place, state: 'failed', sent: 0, speed: null, error: null, view: null }
}
