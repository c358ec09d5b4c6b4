import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askedColumn, hearOf } from '@/e2e/harness/asked-column'
import { openStartsBed, SETTINGS, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { Message } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { resubmitTurn, retryAnswer } from './ask-beside'
import { runAgain } from './comparison/run-again'
import { textBlocks } from './outgoing'
import { conversationQuery } from './queries/conversations'
import { recoverDrafts } from './recover-drafts'
import { sendDraft } from './send'
import { isStoppedEarly, stopAnswer } from './stop-answer'
import { getStoredDraft, listUnanswered, setDraft } from './stores/drafts'

let bed: StartsBed
let client: StartsBed['client']
/** A column that was asked two questions. */
let id: string
let question: Message
let answer: Message

beforeEach(async () => {
  // What tests of other files left unanswered in their boxes is none of this tab's.
  for (const [box] of listUnanswered()) setDraft(box, { unanswered: null })
  bed = await openStartsBed()
  client = bed.client
  id = await askedColumn(bed, ['First', 'Second'])
  const [turn, answered] = client.getQueryData(conversationQuery(id).queryKey)?.messages ?? []
  if (turn === undefined || answered === undefined) throw new Error('nothing was asked')
  question = turn
  answer = answered
})

afterEach(() => bed.close())

/** The runs that were asked for: one that is asked with the same ids is joined. */
const asked = () => [...new Set(bed.starts.map((start) => start.id))]
const unheard = () => getStoredDraft(id).unheard.map((start) => start.id)

test('What another tab forgets of, as it has not arrived yet, keeps its ids where it has no answer', async () => {
  bed.isUnheard = () => true
  bed.answer = async (start) => {
    // A tab that begins meanwhile asks for it before it is there.
    if (bed.starts.length === 1) {
      bed.starts = []
      await recoverDrafts()
      expect(unheard()).toEqual([])
      bed.starts = [start]
    }
    return { status: 201, body: startedBy(start) }
  }
  await retryAnswer(client, answer)
  expect(unheard()).toEqual(asked())
})

test('After an attempt without an answer, what refuses the next one on the way says nothing of the first: the ids stay', async () => {
  const press = async () => {
    setDraft(id, { text: 'Once' })
    await sendDraft(client, id, SETTINGS)
    await resubmitTurn(client, question, textBlocks('Anew'))
    await retryAnswer(client, answer)
    await runAgain(client, [id])
  }
  for (const status of [401, 403, 408, 429]) {
    bed.starts = []
    let isFirst = true
    bed.isUnheard = () => isFirst
    bed.answer = (start) => {
      isFirst = bed.starts.filter((other) => other.id === start.id).length === 1
      return isFirst ? { status: 201, body: startedBy(start) } : { status, body: {} }
    }
    await press()
    expect(asked()).toHaveLength(4)
    expect(getStoredDraft(id)).toMatchObject({
      ...{ text: 'Once', unanswered: { id: asked()[0] }, failure: { error: { status } } },
    })
    // The same once more, and this time it is refused at once.
    await press()
    bed.isUnheard = () => false
    bed.answer = (start) => ({ status: 201, body: startedBy(start) })
    await press()
    expect(asked()).toHaveLength(4)
    hearOf(client, bed.starts.at(-1))
    setDraft(id, { again: null })
  }
}, 60_000)

test('What is refused on the way at its first attempt was not asked', async () => {
  bed.answer = () => ({ status: 429, body: {} })
  await retryAnswer(client, answer)
  expect([unheard(), getStoredDraft(id).failure?.runId]).toEqual([[], undefined])
})

test('Stop holds though neither it nor the start was heard of: what has begun is stopped once it is known', async () => {
  const through = globalThis.fetch
  let isDown = false
  globalThis.fetch = async (input, init) => {
    if (isDown && String(input).endsWith('/stop')) throw new TypeError('network error')
    return through(input, init)
  }
  bed.isUnheard = () => true
  bed.answer = async (start) => {
    isDown = true
    await stopAnswer(client, start.id)
    isDown = false
    return { status: 201, body: startedBy(start) }
  }
  await retryAnswer(client, answer)
  globalThis.fetch = through
  const stop = `POST /api/runs/${bed.starts[0]?.id}/stop`
  await vi.waitFor(() => expect(bed.server.calls).toContain(stop))
  expect(bed.starts).toHaveLength(1)
})

test('Of a run that is neither live here nor started here no stop is remembered', async () => {
  const other = newId()
  await stopAnswer(client, other)
  expect(isStoppedEarly(other)).toBe(false)
})

test('What is pressed while a turn is on its way is not asked, and no ids are kept of it', async () => {
  bed.answer = async (start) => {
    await retryAnswer(client, answer)
    return { status: 201, body: startedBy(start) }
  }
  await resubmitTurn(client, question, textBlocks('Anew'))
  expect(bed.starts).toHaveLength(1)
  expect(unheard()).toEqual([])
})
