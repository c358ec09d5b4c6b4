import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Answer, type ApiServer, serveFrom, startApiServer } from '@/e2e/harness/api-server'
import type { Comparison } from '@/lib/domain/comparison/comparison'
import { createQueryClient } from '../query-client'
import { createRefetch } from '../refetch'
import { comparisonQuery } from './comparison-query'
import { patchComparison } from './comparisons'
import { votesQuery } from './votes-query'

const BEFORE: Comparison = {
  ...{ id: 'c', kind: 'comparison', title: 'Which?', createdAt: 0, updatedAt: 0, pinnedAt: null },
  ...{ columns: ['1', '2', '3'], baselineId: null, settings: null, isRunning: false },
  ...{ elsewhere: { usd: 0, unknown: 0 }, removed: [] },
}

let server: ApiServer
let stopServing: () => void
let client: ReturnType<typeof createQueryClient>
/** What the server answers, one act after the other. */
let answers: (Answer | Promise<Answer>)[]
/** What it answers to who asks how the comparison stands. */
let stands: Comparison

const refusal = (status: number): Answer => ({
  status,
  body: { type: 'error', error: { type: 'api_error', message: 'Refused.' } },
})
const shown = () => client.getQueryData(comparisonQuery('c').queryKey)?.columns
const move = (columnId: string, to: number) =>
  patchComparison(client, 'c', { act: 'move', columnId, to })

beforeEach(async () => {
  answers = []
  stands = BEFORE
  server = await startApiServer(({ method, path }) => {
    if (method === 'PATCH') return answers.shift() ?? refusal(500)
    return { status: 200, body: path.endsWith('/votes') ? { votes: [] } : stands }
  })
  stopServing = serveFrom(server)
  client = createQueryClient()
  client.setQueryData(comparisonQuery('c').queryKey, BEFORE)
})

afterEach(async () => {
  client.clear()
  stopServing()
  await server.close()
})

test('Acts that are all refused leave what the server has, and not what was drawn between them', async () => {
  answers = [refusal(400), refusal(400)]
  const acts = [move('3', 0), move('2', 0)]
  const outcomes = await Promise.allSettled(acts)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(shown()).toEqual(['1', '2', '3'])
})

test('An act that was done stays when a later one is refused', async () => {
  answers = [{ status: 200, body: { ...BEFORE, columns: ['3', '1', '2'] } }, refusal(400)]
  await Promise.allSettled([move('3', 0), move('2', 0)])
  expect(shown()).toEqual(['3', '1', '2'])
})

test('What is told between two acts is asked for only once the last is answered, and not drawn before', async () => {
  const observers = [
    new QueryObserver(client, comparisonQuery('c')),
    new QueryObserver(client, votesQuery('c')),
  ]
  const leave = observers.map((observer) => observer.subscribe(() => {}))
  const count = (call: string) => server.calls.filter((one) => one === call).length
  const asked = () => count('GET /api/comparisons/c')
  const votes = () => count('GET /api/comparisons/c/votes')
  await vi.waitFor(() => expect(votes()).toBe(1))
  const between = { ...BEFORE, columns: ['3', '1', '2'] }
  stands = { ...BEFORE, columns: ['2', '3', '1'] }
  let answerLast = (_answer: Answer) => {}
  const last = new Promise<Answer>((resolve) => {
    answerLast = resolve
  })
  answers = [{ status: 200, body: between }, last]
  const acts = [move('3', 0), move('2', 0)]
  await acts[0]
  createRefetch(client).soon('c')
  // Asked for in the same moment, after it.
  await vi.waitFor(() => expect(votes()).toBe(2))
  expect([asked(), shown()]).toEqual([0, stands.columns])
  answerLast({ status: 200, body: stands })
  await acts[1]
  await vi.waitFor(() => expect(asked()).toBe(1))
  await vi.waitFor(() => expect(client.isFetching()).toBe(0))
  expect([asked(), shown()]).toEqual([1, stands.columns])
  for (const end of leave) end()
})
