import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Measure, Measures } from '@/lib/domain/measures'
import { median } from '@/lib/domain/statistics/median'
import { createParleyClient, newTurn } from '../harness/parley-client'
import { send } from '../harness/raw-http'
import { type ParleyServer, startParley } from '../harness/server'
import { storedRuns } from '../harness/stored-runs'

const MODEL = 'claude-haiku-4-5'
/** What the same model is called in full. */
const ID = 'claude-haiku-4-5-20251001'

let parley: ParleyServer
beforeAll(async () => {
  // Paced: what comes all at once has no tokens per second.
  parley = await startParley({ env: { PARLEY_SANDBOX_TPS: '2000' } })
})
afterAll(() => parley.stop())

function call(text: string, over: Record<string, unknown> = {}, headers = {}) {
  const messages = [{ role: 'user', content: text }]
  return send(`${parley.url}/v1/messages`, {
    body: JSON.stringify({ model: MODEL, max_tokens: 200, stream: true, messages, ...over }),
    headers: { 'x-api-key': parley.gatewayKey, 'anthropic-version': '2023-06-01', ...headers },
  })
}

async function measures(): Promise<Measure[]> {
  const answer = await fetch(`${parley.url}/api/measures`)
  const { measures: all }: Measures = await answer.json()
  return all
}

test('Without a run there is no figure', async () => {
  expect(await measures()).toEqual([])
})

test('Medians are those of the runs as they were stored, of the chat and of programs together', async () => {
  for (const text of ['One', 'Two, a little longer', 'Three']) await call(text)
  const client = createParleyClient(parley.url)
  const turn = newTurn('From a screen')
  await client.start({
    ...turn,
    settings: { ...turn.settings, upstream: 'sandbox', model: ID },
  })
  await client.ended([turn.id])
  const [measured, ...others] = await measures()
  expect(others).toEqual([])
  const runs = storedRuns(parley.dataDir)
  const tokens = runs.map((run) => run.tokens_per_second ?? Number.NaN)
  const first = runs.map((run) => JSON.parse(run.timing).firstToken)
  expect(tokens.every((rate) => rate > 0)).toBe(true)
  expect(measured).toEqual({
    ...{ upstream: 'sandbox', model: ID, isSandbox: true, runs: 4 },
    firstToken: { median: median(first), of: 4 },
    tokensPerSecond: { median: median(tokens), of: 4 },
    cost: { median: 0, of: 4 },
  })
})

test('An answer that came whole counts as a run, and has no first token', async () => {
  await call('Whole', { stream: false })
  expect(await measures()).toMatchObject([
    { runs: 5, firstToken: { of: 4 }, tokensPerSecond: { of: 4 }, cost: { of: 5 } },
  ])
})

test('What failed, what the cache gave again and what is somebody else’s counts for nothing', async () => {
  await call('Kept', {}, { 'x-parley-cache': '60' })
  const before = await measures()
  expect(before).toMatchObject([{ runs: 6 }])
  const again = await call('Kept', {}, { 'x-parley-cache': '60' })
  expect(again.headers['x-parley-cache']).toBe('hit')
  expect((await call('[[error=529]]')).status).not.toBe(200)
  expect((await call('x', { max_tokens: -1 })).status).toBe(400)
  expect(await measures()).toEqual(before)

  const database = new Database(join(parley.dataDir, 'parley.db'), { timeout: 5000 })
  const [{ id } = { id: '' }] = storedRuns(parley.dataDir)
  database.prepare(`UPDATE runs SET owner_id = 'somebody else' WHERE id = ?`).run(id)
  database.close()
  expect(await measures()).toMatchObject([{ runs: 5, model: ID }])
})

test('Models and upstreams are measured apart, whatever they are called', async () => {
  const model = 'claude-opus-5-5'
  await call('Another', { model })
  const found = await measures()
  expect(found.map((one) => [one.model, one.runs])).toEqual([
    [ID, 5],
    [model, 1],
  ])
})
