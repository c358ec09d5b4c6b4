import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangeComparison, Comparison } from '@/lib/domain/comparison/comparison'
import type { ConversationPage } from '@/lib/domain/conversation-list'
import { newId } from '@/lib/domain/ids'
import { HttpBed } from '../harness/http-bed'
import { isCheckpointed } from '../harness/is-checkpointed'
import { newTurn, type ParleyClient } from '../harness/parley-client'
import { encodeEvents, numberedText, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { stream } from '../harness/upstream/script'

let bed: HttpBed
let client: ParleyClient
beforeAll(async () => {
  bed = await HttpBed.open()
  client = bed.client
})
afterAll(() => bed.close())

const { settings } = newTurn('')
const newColumn = (model = settings.model) => ({ id: newId(), settings: { ...settings, model } })

async function make(title: string, count = 2, more: object = {}): Promise<Comparison> {
  const columns = Array.from({ length: count }, () => newColumn())
  const body = { id: newId(), title, settings, columns, ...more }
  const response = await bed.call('/api/comparisons', 'POST', body)
  expect(response.status).toBe(201)
  return response.json()
}

async function change(id: string, body: ChangeComparison | object): Promise<Response> {
  return bed.call(`/api/comparisons/${id}`, 'PATCH', body)
}

async function listed(query = ''): Promise<ConversationPage['conversations']> {
  const page: ConversationPage = await (await bed.call(`/api/conversations${query}`)).json()
  return page.conversations
}

async function askIn(conversationId: string, text: string, parentId: string | null = null) {
  const turn = newTurn(text, { conversationId, parentId })
  await client.start(turn)
  await client.ended([turn.id])
  return turn
}

it('A comparison stands in the list with its kind, its columns do not, and it is called after the first question unless a person named it', async () => {
  const own = await make('Two models')
  const named = await make('Two others')
  await bed.call(`/api/conversations/${named.id}`, 'PATCH', { title: 'My own name' })
  for (const one of [own, named]) await askIn(one.columns[0] ?? '', 'Which queue is it?')
  const rows = await listed()
  expect(rows.find(({ id }) => id === own.id)).toMatchObject({
    ...{ kind: 'comparison', title: 'Which queue is it?', isRunning: false },
  })
  expect(rows.find(({ id }) => id === named.id)).toMatchObject({ title: 'My own name' })
  const columns = [...own.columns, ...named.columns]
  expect(rows.filter(({ id }) => columns.includes(id))).toEqual([])
  expect((await listed('?q=my%20own')).map(({ id }) => id)).toEqual([named.id])
  // Whoever asks for a column hears of its comparison.
  expect((await listed(`?ids=${own.columns[0]}`)).map(({ id }) => id)).toEqual([own.id])
})

it('The same comparison twice is made once', async () => {
  const body = { id: newId(), title: 'Once', settings, columns: [newColumn(), newColumn()] }
  const [one, other] = await Promise.all([
    bed.call('/api/comparisons', 'POST', body),
    bed.call('/api/comparisons', 'POST', body),
  ])
  expect([one.status, other.status]).toEqual([201, 201])
  expect((await listed('?q=once')).filter(({ title }) => title === 'Once')).toHaveLength(1)
})

it('Acts upon columns hold whatever another tab does meanwhile, and a removed column comes back with its turns', async () => {
  const { id, columns } = await make('Acts')
  const [first = '', second = ''] = columns
  await askIn(second, 'Kept')
  const [third, fourth] = [newColumn(), newColumn()]
  await Promise.all([
    change(id, { act: 'add', column: third, at: 2 }),
    change(id, { act: 'add', column: fourth, at: 0 }),
    change(id, { act: 'remove', columnId: second }),
  ])
  const now: Comparison = await (await bed.call(`/api/comparisons/${id}`)).json()
  expect(new Set(now.columns)).toEqual(new Set([first, third.id, fourth.id]))
  // What it cost is not gone with it.
  expect(now.elsewhere).toEqual({ usd: 0, unknown: 1 })
  await change(id, { act: 'move', columnId: first, to: 2 })
  const back = await change(id, { act: 'add', column: { ...newColumn(), id: second }, at: 0 })
  const whole: Comparison = await back.json()
  expect(whole.columns[0]).toBe(second)
  expect(whole.columns.at(-1)).toBe(first)
  expect(whole.elsewhere).toEqual({ usd: 0, unknown: 0 })
  expect((await client.conversation(second))?.messages).toHaveLength(2)
})

it('A copied column begins with the turns of the other, and asks on with them', async () => {
  const { id, columns } = await make('Copies')
  await askIn(columns[0] ?? '', 'First')
  const copy = newColumn()
  expect((await change(id, { act: 'add', column: copy, at: 1, copyOf: columns[0] })).status).toBe(
    200,
  )
  const made = await client.conversation(copy.id)
  expect(made?.messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  await askIn(copy.id, 'Second', made?.headId ?? null)
  const sent = JSON.parse(bed.upstream.requests.at(-1)?.body.toString() ?? '{}')
  expect(sent.messages.map(({ role }: { role: string }) => role)).toEqual([
    ...['user', 'assistant', 'user'],
  ])
})

it('A comparison that begins from a turn gives every column the turns up to it', async () => {
  const first = await askIn(newId(), 'Where it began')
  const { conversationId, assistantMessageId: headId } = first
  const { columns } = await make('From there', 3, { from: { conversationId, headId } })
  for (const column of columns) {
    expect((await client.conversation(column))?.messages).toHaveLength(2)
  }
})

it('A deleted comparison stops what arrives in its columns, and comes back with them', async () => {
  const { id, columns } = await make('Gone')
  const [column = ''] = columns
  const gate = createGate()
  bed.upstream.enqueue(stream(encodeEvents(textEvents(20)), { gate }))
  const turn = newTurn('Slow', { conversationId: column })
  await client.start(turn)
  await gate.release()
  expect((await listed()).find((one) => one.id === id)?.isRunning).toBe(true)
  expect((await bed.call(`/api/conversations/${id}`, 'DELETE')).status).toBe(204)
  await client.ended([turn.id])
  expect((await bed.call(`/api/comparisons/${id}`)).status).toBe(404)
  expect((await bed.call(`/api/conversations/${column}`)).status).toBe(404)
  await bed.call(`/api/conversations/${id}`, 'PATCH', { deleted: false })
  const back: Comparison = await (await bed.call(`/api/comparisons/${id}`)).json()
  expect(back.columns).toEqual(columns)
  expect((await client.conversation(column))?.runs[0]).toMatchObject({ status: 'stopped' })
  gate.open()
})

it('What makes no comparison is refused with its reason, and changes nothing', async () => {
  const { id, columns } = await make('Full', 8)
  const refused = await change(id, { act: 'add', column: newColumn(), at: 0 })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('at most 8 columns')
  const nine = Array.from({ length: 9 }, () => newColumn())
  const body = { id: newId(), title: 'Nine', settings, columns: nine }
  expect((await bed.call('/api/comparisons', 'POST', body)).status).toBe(400)
  expect((await change(id, { act: 'shuffle' })).status).toBe(400)
  expect((await change(newId(), { act: 'remove', columnId: columns[0] })).status).toBe(404)
  for (const act of [{ act: 'remove' }, { act: 'move', to: 0 }, { act: 'baseline' }])
    expect((await change(id, { ...act, columnId: newId() })).status).toBe(404)
  // Without it the comparison could not be shown.
  const column = `/api/conversations/${columns[0]}`
  for (const [method, patch] of [['DELETE'], ['PATCH', { deleted: true }]] as const) {
    const kept = await bed.call(column, method, patch)
    expect([kept.status, await kept.text()]).toEqual([400, expect.stringContaining(id)])
  }
  const same: Comparison = await (await bed.call(`/api/comparisons/${id}`)).json()
  expect(same.columns).toEqual(columns)
})

it('An id that stands for something else already is refused, and changes nothing', async () => {
  const { conversationId: chat } = await askIn(newId(), 'A chat')
  const { id, columns } = await make('Taken')
  const [twice, own] = [newColumn(), newColumn()]
  const comparisons = [
    { id: newId(), columns: [twice, twice] },
    { id: own.id, columns: [own] },
    { id: chat, columns: [newColumn()] },
    { id: newId(), columns: [{ ...newColumn(), id: chat }] },
    { id: newId(), columns: [{ ...newColumn(), id: columns[0] }] },
  ]
  for (const over of comparisons) {
    const made = await bed.call('/api/comparisons', 'POST', { title: 'Taken', settings, ...over })
    expect(made.status).toBe(409)
    expect(await made.text()).toContain('Mint a new one')
    expect((await bed.call(`/api/comparisons/${over.id}`)).status).toBe(404)
  }
  const added = await change(id, { act: 'add', column: { ...newColumn(), id: chat }, at: 0 })
  expect(added.status).toBe(409)
  const same: Comparison = await (await bed.call(`/api/comparisons/${id}`)).json()
  expect(same.columns).toEqual(columns)
  expect((await listed()).find((one) => one.id === chat)).toMatchObject({ kind: 'chat' })
})

it('Columns are compared with one of them: of a baseline that is removed the first takes the place', async () => {
  const { id, columns } = await make('Baseline')
  const [, second = ''] = columns
  const baseline = async (columnId: string) => change(id, { act: 'baseline', columnId })
  expect((await baseline(newId())).status).toBe(404)
  expect(await (await baseline(second)).json()).toMatchObject({ baselineId: second })
  const removed = await change(id, { act: 'remove', columnId: second })
  // Null means the first.
  expect(await removed.json()).toMatchObject({ baselineId: null })
  expect((await baseline(second)).status).toBe(404)
})

it('A comparison takes no turns of its own: what is asked of it is refused, and it stays what it was', async () => {
  const { id, ...before } = await make('No turns')
  await expect(client.start(newTurn('Here?', { conversationId: id }))).rejects.toThrow('400')
  const turns = [
    { id: newId(), role: 'user', isOff: false, copyOf: null, texts: ['Here?'], without: [] },
  ]
  const body = { parentId: null, turns, settings }
  const written = await bed.call(`/api/conversations/${id}/turns`, 'POST', body)
  expect(written.status).toBe(400)
  expect(await written.text()).toContain('this is a comparison')
  expect(await (await bed.call(`/api/comparisons/${id}`)).json()).toEqual({ id, ...before })
  expect((await client.conversation(id))?.messages).toEqual([])
})

it('A server that is killed while two columns arrive keeps the text of both as cut, and each column is asked on alone', async () => {
  const { columns } = await make('Killed')
  const gates = columns.map(() => createGate())
  const starts: { id: string; conversationId: string; assistantMessageId: string }[] = []
  for (const [at, conversationId] of columns.entries()) {
    const gate = gates[at] ?? createGate()
    bed.upstream.enqueue(stream(encodeEvents(textEvents(20, 'fake-model', 100 * at)), { gate }))
    const turn = newTurn('Slow', { conversationId })
    starts.push(turn)
    await client.start(turn)
    // message_start, content_block_start and five tokens.
    for (let frame = 0; frame < 7; frame++) await gate.release()
  }
  for (const text of ['w4 ', 'w104 ']) {
    await expect.poll(() => isCheckpointed(bed.parley.dataDir, text)).toBe(true)
  }
  await bed.restart('kill')
  client = bed.client
  for (const [at, { id, conversationId }] of starts.entries()) {
    const [run] = (await client.conversation(conversationId))?.runs ?? []
    expect(run).toMatchObject({ id, status: 'interrupted', message: { stop_reason: null } })
    expect(run?.message?.content).toMatchObject([{ text: numberedText(5, 100 * at) }])
  }
  for (const gate of gates) gate.open()
  const [first, second] = starts
  await askIn(first?.conversationId ?? '', 'And now?', first?.assistantMessageId)
  expect((await client.conversation(first?.conversationId ?? ''))?.messages).toHaveLength(4)
  expect((await client.conversation(second?.conversationId ?? ''))?.messages).toHaveLength(2)
})
