import { expect, it } from 'vitest'
import { openParleyBed } from '@/e2e/harness/parley-bed'
import { answerGateway } from './gateway'

const API_KEY = 'the-key-of-the-operator'

it('A refused call is a run until the server stops, and none from then on', async () => {
  const { parley, close } = await openParleyBed({ PARLEY_API_KEY: API_KEY })
  const statuses: number[] = []
  const door = {
    head: (status: number) => void statuses.push(status),
    ...{ write: () => {}, end: () => {}, fail: () => {} },
  }
  const ask = () =>
    answerGateway(
      parley,
      {
        ...{ method: 'POST', target: '/v1/messages', requestId: 'r', origin: 'http://localhost' },
        headers: [
          ['x-api-key', API_KEY],
          ['x-parley-retry', 'maybe'],
        ],
        ...{ body: null, signal: new AbortController().signal },
      },
      door,
    )
  await ask()
  await parley.endCalls(AbortSignal.abort())
  await ask()
  await parley.runs.journal.flush()
  expect(statuses).toEqual([400, 400])
  const runs = await parley.store.db.selectFrom('runs').select(['status', 'http_status']).execute()
  expect(runs).toEqual([{ status: 'failed', http_status: 400 }])
  await close()
})
