import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askedColumn, hearOf } from '@/e2e/harness/asked-column'
import {
  openStartsBed,
  type StartsBed,
  SETTINGS as settings,
  startedBy,
} from '@/e2e/harness/starts-bed'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { resubmitTurn, retryAnswer } from './ask-beside'
import { goOnAgain, runAgain } from './comparison/run-again'
import { resubmitInColumns, sendToColumns } from './comparison/send-to-columns'
import { textBlocks } from './outgoing'
import { conversationQuery } from './queries/conversations'
import { sendDraft } from './send'
import { getStoredDraft, setDraft } from './stores/drafts'

let bed: StartsBed
let client: StartsBed['client']

beforeEach(async () => {
  bed = await openStartsBed()
  client = bed.client
})

afterEach(() => bed.close())

/** The server takes what it is asked, and nobody hears its answer. */
const goDeaf = () => {
  bed.isUnheard = () => true
}
const hearAgain = () => {
  bed.isUnheard = () => false
}
const takeAll = (start: StartRun) => ({ status: 201, body: startedBy(start) })
const refuseAll = () => ({ status: 400, body: {} })

const hear = (start: StartRun | undefined) => hearOf(client, start)
const column = (...questions: string[]) => askedColumn(bed, questions)

const messagesOf = (id: string) =>
  client.getQueryData(conversationQuery(id).queryKey)?.messages ?? []
const asked = () => bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)
/** The questions that are paid for: one that is asked with the same ids is joined. */
const paid = () => [...new Map(bed.starts.map((start) => [start.id, start])).keys()].length

test('A turn whose answer nobody heard leaves the box, and its note goes, as soon as it is seen to have arrived', async () => {
  const id = await column('First')
  goDeaf()
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  setDraft(id, { text: 'Once\n\nand more' })
  hear(bed.starts[0])
  await vi.waitFor(() =>
    expect(getStoredDraft(id)).toMatchObject({
      ...{ text: 'and more', unanswered: null, failure: null },
    }),
  )
})

test('An edit whose answer nobody heard is closed, and its note goes, as soon as it is seen to have arrived; one that was changed since stays', async () => {
  const id = await column('First')
  const [turn] = messagesOf(id)
  if (turn === undefined) throw new Error('nothing was asked')
  goDeaf()
  for (const text of ['Anew', 'Other']) {
    setDraft(id, { edit: { turnId: turn.id, texts: [text], without: [] } })
    await resubmitTurn(client, turn, textBlocks(text))
    expect(getStoredDraft(id)).toMatchObject({ failure: { act: 'edit' }, edit: { texts: [text] } })
    if (text === 'Other')
      setDraft(id, { edit: { turnId: turn.id, texts: ['Other still'], without: [] } })
    hear(bed.starts.at(-1))
    await vi.waitFor(() => expect(getStoredDraft(id).failure).toBeNull())
  }
  expect(getStoredDraft(id).edit?.texts).toEqual(['Other still'])
}, 30_000)

test('What is asked again goes on by itself once it is seen that the question whose answer nobody heard has arrived', async () => {
  const id = await column('First', 'Second')
  goDeaf()
  await runAgain(client, [id])
  expect(getStoredDraft(id).failure).toMatchObject({ act: 'edit' })
  hear(bed.starts[0])
  await vi.waitFor(() => expect(getStoredDraft(id).failure).toBeNull())
  expect(getStoredDraft(id).again).not.toBeNull()
})

test('An edit, a run of all again and a retry that nobody heard, and that were dismissed, are asked with the same ids if they are asked once more', async () => {
  const id = await column('First', 'Second')
  const [turn, answered] = messagesOf(id)
  if (turn === undefined || answered === undefined) throw new Error('nothing was asked')
  goDeaf()
  for (let press = 1; press <= 2; press++) {
    setDraft(id, { edit: { turnId: turn.id, texts: ['Anew'], without: [] } })
    await resubmitTurn(client, turn, textBlocks('Anew'))
    setDraft(id, { edit: null, failure: null })
    await retryAnswer(client, answered)
    setDraft(id, { failure: null })
    await runAgain(client, [id])
    setDraft(id, { again: null, failure: null })
  }
  expect(paid()).toBe(3)
  hearAgain()
  await runAgain(client, [id])
  expect(paid()).toBe(3)
  hear(bed.starts.at(-1))
  await goOnAgain(client, id)
  expect(asked().at(-1)).toBe('Second')
  // What has arrived is asked anew as often as somebody wants.
  for (let press = 1; press <= 2; press++) {
    await retryAnswer(client, answered)
    hear(bed.starts.at(-1))
  }
  expect(paid()).toBe(5)
}, 60_000)

test('What a proxy says in place of the server, and the server’s own trouble, is no answer: the ids stay', async () => {
  const id = await column('First', 'Second')
  const [turn, answered] = messagesOf(id)
  if (turn === undefined || answered === undefined) throw new Error('nothing was asked')
  setDraft(id, { text: 'Once' })
  for (const status of [502, 504, 500, 201]) {
    if (status === 201) bed.answer = takeAll
    else bed.answer = () => ({ status, body: {} })
    await sendDraft(client, id, settings)
    await resubmitTurn(client, turn, textBlocks('Anew'))
    await retryAnswer(client, answered)
    await runAgain(client, [id])
  }
  expect(paid()).toBe(4)
})

test('An answer that goes on though nobody heard that it began is fetched', async () => {
  const id = await column('First')
  const leave = new QueryObserver(client, conversationQuery(id)).subscribe(() => {})
  setDraft(id, { text: 'Once' })
  goDeaf()
  await sendDraft(client, id, settings)
  await vi.waitFor(() => expect(bed.server.calls).toContain(`GET /api/conversations/${id}`))
  leave()
})

test('A turn whose answer nobody heard is not asked again once it is seen that it has arrived', async () => {
  const id = await column('First')
  goDeaf()
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  expect(getStoredDraft(id).text).toBe('Once')
  hearAgain()
  hear(bed.starts[0])
  await sendDraft(client, id, settings)
  expect(paid()).toBe(1)
  expect(getStoredDraft(id)).toMatchObject({ text: '', unanswered: null, failure: null })
})

test('Its words, deleted and written once more after it was seen, are another question', async () => {
  const id = await column('First')
  goDeaf()
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  setDraft(id, { text: '' })
  hear(bed.starts[0])
  await vi.waitFor(() => expect(getStoredDraft(id).unanswered).toBeNull())
  hearAgain()
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  expect(paid()).toBe(2)
})

test('What was made of such a turn since is another question', async () => {
  const id = await column('First')
  goDeaf()
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  hearAgain()
  hear(bed.starts[0])
  setDraft(id, { text: 'Once more' })
  await sendDraft(client, id, settings)
  expect(asked().at(-1)).toBe('Once more')
})

test('The next question to all does not bring one along that has arrived unheard', async () => {
  const id = await column('First')
  const comparison = newId()
  goDeaf()
  setDraft(comparison, { text: 'Second' })
  await sendToColumns(client, comparison, [id])
  expect(getStoredDraft(id).text).toBe('Second')
  hearAgain()
  hear(bed.starts[0])
  setDraft(comparison, { text: 'Third' })
  await sendToColumns(client, comparison, [id])
  expect(asked().at(-1)).toBe('Third')
  expect(bed.starts.at(-1)?.parentId).toBe(bed.starts[0]?.assistantMessageId)
})

test('Run again after an answer that nobody heard asks its first question once, and goes on with the next', async () => {
  const id = await column('First', 'Second')
  goDeaf()
  await runAgain(client, [id])
  await runAgain(client, [id])
  expect([asked()[0], paid()]).toEqual(['First', 1])
  hearAgain()
  hear(bed.starts[0])
  await runAgain(client, [id])
  expect([asked().at(-1), paid()]).toEqual(['Second', 2])
  hear(bed.starts.at(-1))
  await goOnAgain(client, id)
  expect(getStoredDraft(id).again).toBeNull()
  expect(paid()).toBe(2)
}, 30_000)

test('What is refused is not asked again by itself', async () => {
  const id = await column('First', 'Second')
  bed.answer = refuseAll
  await runAgain(client, [id])
  expect(getStoredDraft(id)).toMatchObject({ again: null, failure: { act: 'edit' } })
})

test('An edit that had no answer is asked with the same ids, also over all columns, unless it is changed or was refused', async () => {
  const id = await column('First')
  const [turn] = messagesOf(id)
  if (turn === undefined) throw new Error('nothing was asked')
  const edit = { turnId: `all ${turn.id}`, texts: ['Anew'], without: [] }
  setDraft(id, { edit })
  goDeaf()
  await resubmitInColumns(client, [turn], edit, textBlocks('Anew'))
  expect(getStoredDraft(id).edit?.turnId).toBe(turn.id)
  await resubmitInColumns(client, [turn], edit, textBlocks('Anew'))
  expect(paid()).toBe(1)
  hearAgain()
  bed.answer = refuseAll
  await resubmitTurn(client, turn, textBlocks('Anew'))
  expect(paid()).toBe(1)
  await resubmitTurn(client, turn, textBlocks('Anew'))
  expect(paid()).toBe(2)
  bed.answer = takeAll
  await resubmitTurn(client, turn, textBlocks('Other'))
  expect([asked().at(-1), paid()]).toEqual(['Other', 3])
  expect(getStoredDraft(id).edit).toBeNull()
}, 30_000)

test('Another turn that is being written anew in a column stays so when what all were asked is', async () => {
  const id = await column('First', 'Second')
  const [first, , second] = messagesOf(id)
  if (first === undefined || second === undefined) throw new Error('nothing was asked')
  const own = { turnId: second.id, texts: ['Half written'], without: [] }
  setDraft(id, { edit: own })
  const shared = { turnId: 'all of another column', texts: ['Anew'], without: [] }
  bed.answer = refuseAll
  await resubmitInColumns(client, [first], shared, textBlocks('Anew'))
  expect(getStoredDraft(id)).toMatchObject({ edit: own, failure: { act: 'edit' } })
  bed.answer = takeAll
  await resubmitInColumns(client, [first], shared, textBlocks('Anew'))
  expect(asked()).toEqual(['Anew', 'Anew'])
  expect(getStoredDraft(id).edit).toEqual(own)
})

test('A turn that was seen while its answer was waited for in vain is fetched, and joined where it is sent before', async () => {
  const id = await column('First')
  const headId = client.getQueryData(conversationQuery(id).queryKey)?.headId
  goDeaf()
  const leave = new QueryObserver(client, conversationQuery(id)).subscribe(() => {})
  // Its run is told of by the live connection, and has ended, before the last attempt fails.
  bed.answer = (start) => {
    hear(start)
    return { status: 201, body: startedBy(start) }
  }
  setDraft(id, { text: 'Once' })
  await sendDraft(client, id, settings)
  await vi.waitFor(() => expect(bed.server.calls).toContain(`GET /api/conversations/${id}`))
  leave()
  expect(client.getQueryData(conversationQuery(id).queryKey)?.headId).toBe(headId)
  hearAgain()
  await sendDraft(client, id, settings)
  expect([paid(), getStoredDraft(id).text]).toEqual([1, ''])
})
