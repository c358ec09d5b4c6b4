import { afterEach, beforeEach, expect, test } from 'vitest'
import { askedColumn, hearOf } from '@/e2e/harness/asked-column'
import { openStartsBed, type StartsBed, startedBy } from '@/e2e/harness/starts-bed'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { sendColumn, sendToColumns, sendWaiting } from './comparison/send-to-columns'
import { getStoredDraft, setDraft } from './stores/drafts'

let bed: StartsBed
let client: StartsBed['client']
/** A column in which a second question had no answer. */
let id: string

beforeEach(async () => {
  bed = await openStartsBed()
  client = bed.client
  id = await askedColumn(bed, ['First'])
  bed.isUnheard = () => true
  await askAll('Second')
  bed.starts = bed.starts.slice(0, 1)
})

afterEach(() => bed.close())

async function askAll(text: string): Promise<void> {
  const comparison = newId()
  setDraft(comparison, { text })
  await sendToColumns(client, comparison, [id])
}

const asked = () => bed.starts.map(({ userMessage }) => userMessage?.content[0]?.text)
const ids = () => bed.starts.map((start) => start.id)

test('The next question comes after one that may still arrive, and that is asked as it was', async () => {
  bed.isUnheard = () => false
  await askAll('Third')
  expect(asked()).toEqual(['Second', 'Second'])
  expect(new Set(ids()).size).toBe(1)
  expect(getStoredDraft(id)).toMatchObject({ text: 'Third', sending: null, unanswered: null })
  hearOf(client, bed.starts[0])
  await sendColumn(client, id)
  expect(asked()).toEqual(['Second', 'Second', 'Third'])
  expect(bed.starts[2]?.parentId).toBe(bed.starts[0]?.assistantMessageId)
})

test('It stays apart while nothing is heard of that, and goes with it where that is refused', async () => {
  await askAll('Third')
  expect(new Set(asked())).toEqual(new Set(['Second']))
  expect(new Set(ids()).size).toBe(1)
  expect(getStoredDraft(id)).toMatchObject({
    ...{ text: 'Second\n\nThird', unanswered: { id: ids()[0] }, failure: { act: 'send' } },
  })
  bed.isUnheard = () => false
  bed.answer = () => ({ status: 400, body: {} })
  await sendWaiting(client, id)
  expect(getStoredDraft(id)).toMatchObject({ text: 'Second\n\nThird', unanswered: null })
  bed.answer = (start: StartRun) => ({ status: 201, body: startedBy(start) })
  await sendWaiting(client, id)
  expect(asked().at(-1)).toBe('Second\n\nThird')
  expect(ids().at(-1)).not.toBe(ids()[0])
}, 30_000)

test('What was made of it since is another question', async () => {
  bed.isUnheard = () => false
  setDraft(id, { text: 'Second, but shorter' })
  await askAll('Third')
  expect(asked().at(-1)).toBe('Second, but shorter\n\nThird')
})
