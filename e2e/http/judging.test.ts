import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/domain/ids'
import { HttpBed } from '../harness/http-bed'
import { newTurn, type ParleyClient } from '../harness/parley-client'

const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5'] as const

let bed: HttpBed
let client: ParleyClient
beforeAll(async () => {
  bed = await HttpBed.open()
  client = bed.client
})
afterAll(() => bed.close())

const settingsOf = (model: string, effort: 'low' | 'high' = 'high') => ({
  ...newTurn('').settings,
  ...{ upstream: 'sandbox', model, effort },
})

/** Asks in a conversation, and waits for the answer. */
async function ask(conversationId: string, model: string): Promise<string> {
  const turn = newTurn('Which is it?', { conversationId, settings: settingsOf(model) })
  await client.start(turn)
  await client.ended([turn.id])
  return turn.id
}

describe('marks of answers', () => {
  it('A thumb and a note are kept with the run, each by itself, and told to the other tabs', async () => {
    const conversationId = newId()
    const runId = await ask(conversationId, MODELS[0])
    expect((await client.conversation(conversationId))?.marks).toEqual([])
    const told = client.until(conversationId, ({ marks }) => marks.length > 0)
    const path = `/api/runs/${runId}/mark`
    await bed.call(path, 'PATCH', { thumb: 1 })
    expect((await told).marks).toEqual([{ runId, thumb: 1, note: '' }])
    expect(await (await bed.call(path, 'PATCH', { note: ' Good, but long ' })).json()).toEqual({
      ...{ runId, thumb: 1, note: 'Good, but long' },
    })
    await bed.call(path, 'PATCH', { thumb: 0 })
    const note = { runId, thumb: 0, note: 'Good, but long' }
    expect((await client.conversation(conversationId))?.marks).toEqual([note])
    await bed.call(path, 'PATCH', { note: '' })
    expect((await client.conversation(conversationId))?.marks).toEqual([])
  })

  it('What is no thumb, too long a note and a run that is not there are refused', async () => {
    const path = `/api/runs/${await ask(newId(), MODELS[0])}/mark`
    expect((await bed.call(path, 'PATCH', { thumb: 2 })).status).toBe(400)
    expect((await bed.call(path, 'PATCH', { note: 'x'.repeat(10_001) })).status).toBe(400)
    expect((await bed.call(path, 'PATCH', { stars: 5 })).status).toBe(400)
    expect((await bed.call(`/api/runs/${newId()}/mark`, 'PATCH', { thumb: 1 })).status).toBe(404)
  })
})

/** A comparison of two models, and what each answered to one question. */
async function compared(question = 'Which?') {
  const id = newId()
  const columns = MODELS.map((model, at) => ({
    id: newId(),
    settings: settingsOf(model, at === 0 ? 'low' : 'high'),
  }))
  const settings = settingsOf(MODELS[0])
  await bed.call('/api/comparisons', 'POST', { id, title: 'Both', settings, columns })
  const contestants = await Promise.all(
    columns.map(async (column) => {
      const turn = newTurn(question, { conversationId: column.id, settings: column.settings })
      await client.start(turn)
      await client.ended([turn.id])
      return { columnId: column.id, runId: turn.id }
    }),
  )
  const vote = (over: object = {}) => ({
    id: newId(),
    turn: { text: 'Which?', questionIds: [] },
    contestants,
    winner: columns[1]?.id,
    ...over,
  })
  return { path: `/api/comparisons/${id}/votes`, contestants, columns, vote }
}

describe('votes of a comparison', () => {
  it('A vote is kept with who was voted on as their runs tell it, and the same id again changes nothing', async () => {
    const { path, columns, contestants, vote } = await compared()
    const sent = vote()
    const posted = await bed.call(path, 'POST', sent)
    expect(posted.status).toBe(201)
    const { votes } = await posted.json()
    expect(votes).toMatchObject([
      {
        winner: columns[1]?.id,
        contestants: contestants.map((one, at) => ({
          ...one,
          upstream: 'sandbox',
          model: MODELS[at],
          settings: [{ name: 'effort', value: at === 0 ? 'low' : 'high' }],
        })),
        shared: expect.arrayContaining([{ name: 'maxTokens', value: '1024' }]),
      },
    ])
    await bed.call(path, 'POST', { ...sent, winner: 'none' })
    expect(await (await bed.call(path, 'GET')).json()).toEqual({ votes })
  })

  it('The same answers are voted on once, however many votes come at once, until that is taken back', async () => {
    const { path, columns, contestants, vote } = await compared()
    const winners = ['tie', 'none', ...columns.map(({ id }) => id)]
    const posted = await Promise.all(
      winners.map((winner) => bed.call(path, 'POST', vote({ winner }))),
    )
    expect(posted.map(({ status }) => status)).toEqual(winners.map(() => 201))
    const { votes } = await (await bed.call(path, 'GET')).json()
    expect(votes).toHaveLength(1)
    const turned = vote({ contestants: contestants.toReversed(), winner: 'none' })
    expect(await (await bed.call(path, 'POST', turned)).json()).toEqual({ votes })
    await bed.call(`${path}/${votes[0].id}`, 'PATCH', { deleted: true })
    const anew = await (await bed.call(path, 'POST', turned)).json()
    expect(anew).toMatchObject({ votes: [{ id: turned.id, winner: 'none' }] })
  })

  it('A vote is taken back, and counts again', async () => {
    const { path, vote } = await compared()
    const kept = vote({ winner: 'tie' })
    await bed.call(path, 'POST', kept)
    const change = (deleted: boolean) => bed.call(`${path}/${kept.id}`, 'PATCH', { deleted })
    expect(await (await change(true)).json()).toEqual({ votes: [] })
    expect(await (await change(false)).json()).toMatchObject({ votes: [{ id: kept.id }] })
    expect((await bed.call(`${path}/${newId()}`, 'PATCH', { deleted: true })).status).toBe(404)
  })

  it('An answer that did not come whole is not voted on', async () => {
    const { path, vote } = await compared('[[error=400]]')
    const refused = await bed.call(path, 'POST', vote())
    expect([refused.status, await refused.text()]).toEqual([
      ...[400, expect.stringContaining('did not come whole')],
    ])
    expect(await (await bed.call(path, 'GET')).json()).toEqual({ votes: [] })
  })

  it('Answers of other columns, a winner that was not voted on, one alone and an unknown comparison are refused', async () => {
    const { path, contestants, vote } = await compared()
    const other = await compared()
    const [first] = contestants
    const foreign = { columnId: first?.columnId, runId: other.contestants[0]?.runId }
    const refused = [
      vote({ contestants: other.contestants, winner: 'tie' }),
      vote({ contestants: [first, other.contestants[1]], winner: 'tie' }),
      vote({ contestants: [foreign, contestants[1]], winner: 'tie' }),
      vote({ contestants: [first, first], winner: 'tie' }),
      vote({ contestants: [first], winner: 'tie' }),
      vote({ winner: other.columns[0]?.id }),
      vote({ winner: 'best' }),
    ]
    for (const body of refused) expect((await bed.call(path, 'POST', body)).status).toBe(400)
    expect((await bed.call(`/api/comparisons/${newId()}/votes`, 'POST', vote())).status).toBe(404)
    expect(await (await bed.call(path, 'GET')).json()).toEqual({ votes: [] })
  })

  it('Of a deleted comparison no vote is taken back', async () => {
    const { path, vote } = await compared()
    const kept = vote({ winner: 'tie' })
    await bed.call(path, 'POST', kept)
    const comparison = path.replace(/comparisons\/([^/]+)\/votes/, 'conversations/$1')
    await bed.call(comparison, 'PATCH', { deleted: true })
    expect((await bed.call(`${path}/${kept.id}`, 'PATCH', { deleted: true })).status).toBe(404)
    await bed.call(comparison, 'PATCH', { deleted: false })
    expect(await (await bed.call(path, 'GET')).json()).toMatchObject({ votes: [{ id: kept.id }] })
  })
})
