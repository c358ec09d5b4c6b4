import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, type ApiServer, serveFrom, startApiServer } from '@/e2e/harness/api-server'
import type { Comparison } from '@/lib/domain/comparison/comparison'
import { createQueryClient } from '../query-client'
import { comparisonQuery } from './comparison-query'
import { patchComparison } from './comparisons'

const BEFORE: Comparison = {
  ...{ id: 'c', kind: 'comparison', title: 'Which?', createdAt: 0, updatedAt: 0, pinnedAt: null },
  ...{ columns: ['1', '2', '3'], baselineId: null, settings: null, isRunning: false },
  ...{ elsewhere: { usd: 0, unknown: 0 }, removed: [] },
}

let server: ApiServer
let stopServing: () => void
let client: ReturnType<typeof createQueryClient>
/** What the server answers, one act after the other. */
let answers: Answer[]

const refusal = (status: number): Answer => ({
  status,
  body: { type: 'error', error: { type: 'api_error', message: 'Refused.' } },
})
const shown = () => client.getQueryData(comparisonQuery('c').queryKey)?.columns
const move = (columnId: string, to: number) =>
  patchComparison(client, 'c', { act: 'move', columnId, to })

beforeEach(async () => {
  answers = []
  server = await startApiServer(() => answers.shift() ?? refusal(500))
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
