import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newTurn } from '@/e2e/harness/parley-client'
import { StoredSweeps } from '@/e2e/harness/stored-sweeps'
import { newId } from '@/lib/domain/ids'
import { createComparison } from './comparisons'
import { changeConversation } from './conversations'
import { OWNER } from './store/schema'

let bed: StoredSweeps
beforeEach(async () => {
  bed = await StoredSweeps.open()
})
afterEach(() => bed.close())

test('Deleting a comparison ends what its columns are about to be asked: their files go no further, and nothing is asked', async () => {
  const { parley, fake } = bed
  fake.setDefault({ frames: [], refusal: 'silent' })
  const [id, fileId] = [newId(), newId()]
  const bytes = Buffer.from('Notes.')
  const incoming = { id: fileId, name: 'notes.txt', length: bytes.length }
  await parley.files.take({ ...incoming, bytes: Readable.from([bytes]) })
  const file = { type: 'document', source: { type: 'parley_file', fileId, way: 'file' } }
  const turns = [1, 2].map(() => {
    return newTurn('', { userMessage: { id: newId(), content: [file] } })
  })
  const [{ settings } = newTurn('')] = turns
  const columns = turns.map((turn) => ({ id: turn.conversationId, settings, account: null }))
  await createComparison(parley, { id, title: 'Which', settings, from: null, columns })
  const starts = turns.map((turn) => parley.runs.start(OWNER, turn))
  const ended = Promise.allSettled(starts)
  const upload = await fake.nthRequest(1)
  await changeConversation(parley, id, { deleted: true })
  const refused = { status: 'rejected', reason: { status: 409 } }
  expect(await ended).toMatchObject([refused, refused])
  expect(await upload.closed).toEqual({ isAborted: true })
  expect(fake.requests.map(({ path }) => path)).toEqual(['/v1/files'])
})
