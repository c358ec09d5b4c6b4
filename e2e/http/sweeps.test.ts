import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Comparison } from '@/lib/domain/comparison/comparison'
import type { Conversation } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { type ShownSweep, spentOf } from '@/lib/domain/sweeps/sweep'
import { readBody } from '../harness/fake-upstream'
import { isOver } from '../harness/loop-bed'
import { newTurn } from '../harness/parley-client'
import { cellsIn, counted, limited, SweepBed } from '../harness/sweep-bed'
import { encodeEvents, textEvents } from '../harness/upstream/answers'
import { createGate } from '../harness/upstream/gate'
import { failure, stream } from '../harness/upstream/script'

let bed: SweepBed
beforeAll(async () => {
  bed = await SweepBed.open()
})
beforeEach(() => bed.upstream.reset())
afterAll(() => bed.close())

const SETTINGS = newTurn('').settings
const OPUS = { ...SETTINGS, model: 'claude-opus-5-5' }
const HAIKU = { ...SETTINGS, model: 'claude-haiku-4-5-20251001' }
const SONNET = { ...SETTINGS, model: 'claude-sonnet-5-5' }
/** USD of an answer of 1000 tokens to a prompt of 10, by the built-in prices. */
const COST = { 'claude-opus-5-5': 0.02004, 'claude-sonnet-5-5': 0.01002 }
const MODELS = [OPUS, SONNET].map(({ upstream, model }) => ({ upstream, model }))

const isPausedBy = (by: ShownSweep['pausedBy']) => (sweep: ShownSweep) =>
  sweep.state === 'paused' && sweep.pausedBy === by
const isDone = ({ state }: ShownSweep) => state === 'done'

it('A sweep of 2 × 3 × 5 keeps its cap and, paused, killed and resumed, has each of its 30 answers once', async () => {
  bed.upstream.setDefault((request) => counted(readBody(request)?.model ?? '', 1000, { rate: 40 }))
  const asked = await bed.ask(OPUS, SONNET)
  const axes = { models: MODELS, efforts: ['low', 'medium', 'high'] as const }
  const sweep = bed.grid(asked, axes, { repeats: 5, cap: 0.35 })
  expect((await bed.start(asked, sweep)).status).toBe(201)
  await bed.until(asked, sweep, (now) => cellsIn(now, 'done').length >= 3)

  await bed.act(asked, sweep, { act: 'pause' })
  const paused = await bed.until(asked, sweep, (now) => cellsIn(now, 'begun').length === 0)
  expect(paused).toMatchObject({ state: 'paused', pausedBy: 'person' })
  const asksWhilePaused = bed.upstream.requests.length

  await bed.act(asked, sweep, { act: 'resume' })
  await bed.upstream.nthRequest(asksWhilePaused + 1)
  await bed.until(asked, sweep, (now) => cellsIn(now, 'begun').length > 0)
  await bed.restart('kill')
  const left = await bed.read(asked, sweep)
  expect(left).toMatchObject({ state: 'paused', pausedBy: 'restart' })
  expect(cellsIn(left, 'begun')).toEqual([])
  // The same start again joins it.
  expect((await bed.start(asked, sweep)).status).toBe(201)

  await bed.act(asked, sweep, { act: 'resume' })
  const capped = await bed.until(asked, sweep, isPausedBy('cap'))
  expect(spentOf(capped.cells).usd).toBeLessThanOrEqual(0.35)
  expect(cellsIn(capped, 'waiting').length).toBeGreaterThan(0)

  await bed.act(asked, sweep, { act: 'resume', cap: 2 })
  const done = await bed.until(asked, sweep, isDone)
  const places = done.cells.map(({ variant, repeat }) => `${variant} ${repeat}`)
  expect(new Set(places).size).toBe(30)
  expect(cellsIn(done, 'done')).toHaveLength(30)
  await expectSums(done)
  // Two of them were asked before.
  const attempts = done.cells.flatMap((cell) => cell.attempts)
  expect(bed.upstream.requests).toHaveLength(attempts.length + 2)
  // The comparison tells what it cost, and how many were cut before that was counted.
  const path = `/api/comparisons/${asked.comparisonId}`
  const { elsewhere }: Comparison = await (await fetch(bed.parley.url + path)).json()
  const sum = done.cells.reduce((all, { facts }) => all + (facts?.cost ?? 0), 0)
  expect(elsewhere.usd).toBeCloseTo(sum, 8)
  expect(elsewhere.unknown).toBe(attempts.length - 30)
}, 120_000)

/** What came of each run is what the upstream counted; what was cut counts as the most that it could have. */
async function expectSums({ cells, variants }: ShownSweep): Promise<void> {
  let sum = 0
  for (const { attempts, variant, facts } of cells) {
    const { model, choice, estimate } = variants[variant] ?? {}
    const cost = model === OPUS.model ? COST['claude-opus-5-5'] : COST['claude-sonnet-5-5']
    const last = attempts.at(-1)
    const run = await bed.client.run(last?.runId ?? '')
    expect(run).toMatchObject({ status: 'complete', messageId: last?.messageId })
    expect(run.settings?.effort).toBe(choice?.effort)
    expect(facts?.cost).toBeCloseTo(cost, 10)
    sum += cost + (attempts.length - 1) * (estimate?.most ?? 0)
  }
  expect(spentOf(cells).usd).toBeCloseTo(sum, 8)
}

it('Sixty runs against a limit of ten in each window are all answered, and none is turned away', async () => {
  const seen = limited(bed.upstream, 10, 1500)
  const asked = await bed.ask(OPUS)
  const efforts = ['low', 'medium', 'high', null] as const
  const sweep = bed.grid(asked, { efforts }, { repeats: 15 })
  await bed.start(asked, sweep)
  const done = await bed.until(asked, sweep, isDone)
  expect(cellsIn(done, 'done')).toHaveLength(60)
  expect(seen.turnedAway).toBe(0)
  expect(seen.most).toBeLessThanOrEqual(4)
  expect(bed.upstream.requests).toHaveLength(61)
}, 90_000)

it('Where a rate limit turns a run away, the others wait until it may be asked again', async () => {
  bed.upstream.setDefault((request) => counted(readBody(request)?.model ?? '', 3))
  const asked = await bed.ask(HAIKU)
  bed.upstream.enqueue(failure(429, 'rate_limit_error', [['retry-after', '1']]))
  const sweep = bed.repeats(asked, 6)
  await bed.start(asked, sweep)
  const limited = await bed.until(asked, sweep, ({ waitsUntil }) => waitsUntil !== null)
  expect(limited.waitsUntil).toBeGreaterThan(Date.now())
  expect(cellsIn(limited, 'begun')).toHaveLength(1)
  expect(cellsIn(limited, 'waiting')).toHaveLength(5)
  expect(bed.upstream.requests).toHaveLength(2)
  const done = await bed.until(asked, sweep, isDone)
  expect(done.waitsUntil).toBeNull()
  expect(cellsIn(done, 'done')).toHaveLength(6)
  expect(bed.upstream.requests).toHaveLength(8)
})

it('The runs of a tool loop make one answer, whose figures and cost are theirs together', async () => {
  const tool = await bed.makeTool('look_up', 'Found.')
  const asked = await bed.ask({ ...OPUS, tools: [tool] })
  const [column] = asked.columns
  await bed.client.until(column?.conversationId ?? '', isOver)
  const sweep = bed.repeats(asked, 2)
  await bed.start(asked, { ...sweep, cap: 10 })
  const done = await bed.until(asked, sweep, isDone)
  expect(done.cells.map(({ state, attempts }) => [state, attempts.length])).toEqual([
    ['done', 1],
    ['done', 1],
  ])
  // One of them asks for the tool, the other answers: each counts ten tokens of prompt.
  for (const { facts } of done.cells) {
    expect(facts).toMatchObject({ inTokens: 20, stopReason: 'end_turn' })
  }
  expect(spentOf(done.cells).usd).toBeCloseTo(
    done.cells.reduce((sum, { facts }) => sum + (facts?.cost ?? 0), 0),
    10,
  )
  expect(bed.upstream.requests).toHaveLength(6)
})

it('An answer whose tools wait for a person counts as failed, and holds nothing up', async () => {
  const tool = await bed.makeTool('by_hand', null)
  const asked = await bed.ask({ ...OPUS, tools: [tool] })
  const sweep = bed.repeats(asked, 1)
  await bed.start(asked, sweep)
  const done = await bed.until(asked, sweep, isDone)
  expect(done.cells).toMatchObject([{ state: 'failed', problem: { kind: 'held' } }])
})

it('More answers in the columns stand beside the old one, which stays in view', async () => {
  const asked = await bed.ask(OPUS, SONNET)
  const sweep = bed.repeats(asked, 3)
  await bed.start(asked, sweep)
  await bed.until(asked, sweep, isDone)
  for (const column of asked.columns) {
    const now = await bed.client.conversation(column.conversationId)
    expect(now?.headId).toBe(column.assistantMessageId)
    expect(answersIn(now)).toHaveLength(4)
  }
})

function answersIn(conversation: Conversation | null) {
  return conversation?.messages.filter(({ role }) => role === 'assistant')
}

it('A column that is removed is asked nothing more, and the others come to their end', async () => {
  const asked = await bed.ask(OPUS, SONNET)
  const gate = createGate()
  bed.upstream.setDefault((request) => counted(readBody(request)?.model ?? '', 3, { gate }))
  const sweep = bed.repeats(asked, 8)
  await bed.start(asked, sweep)
  await bed.until(asked, sweep, (now) => cellsIn(now, 'begun').length > 0)
  const [, removed] = asked.columns
  const act = { act: 'remove', columnId: removed?.conversationId }
  expect((await bed.call(`/api/comparisons/${asked.comparisonId}`, 'PATCH', act)).ok).toBe(true)
  gate.open()
  const done = await bed.until(asked, sweep, isDone)
  const states = (variant: number) =>
    new Set(done.cells.filter((cell) => cell.variant === variant).map(({ state }) => state))
  expect(states(0)).toEqual(new Set(['done']))
  expect(states(1)).toEqual(new Set(['done', 'stopped']))
})

it('A variant that fails three times is asked nothing more, and a sweep of nothing else pauses', async () => {
  const asked = await bed.ask(OPUS)
  bed.upstream.setDefault((request) =>
    readBody(request)?.model === SONNET.model
      ? failure(400, 'invalid_request_error')
      : counted(OPUS.model, 3),
  )
  const sweep = bed.grid(asked, { models: MODELS }, { repeats: 12 })
  await bed.start(asked, sweep)
  const paused = await bed.until(asked, sweep, isPausedBy('failures'))
  expect(cellsIn(paused, 'done').map(({ variant }) => variant)).toEqual(Array(12).fill(0))
  const failed = cellsIn(paused, 'failed')
  expect(failed.length).toBeGreaterThanOrEqual(3)
  expect(failed.length).toBeLessThan(12)
  expect(failed[0]?.facts).toMatchObject({ state: 'failed' })
  // Each says why, in the upstream's words.
  const error = { type: 'invalid_request_error', httpStatus: 400, message: expect.any(String) }
  expect(failed[0]?.problem).toMatchObject({ kind: 'error', error })
  bed.upstream.setDefault(counted(SONNET.model, 3))
  await bed.act(asked, sweep, { act: 'resume' })
  const done = await bed.until(asked, sweep, isDone)
  expect(cellsIn(done, 'done')).toHaveLength(24 - failed.length)
})

it('Stop ends what is under way and begins nothing more, and a stopped sweep is over', async () => {
  const asked = await bed.ask(OPUS)
  bed.upstream.setDefault(counted(OPUS.model, 3, { stallAtByte: 300 }))
  const sweep = bed.grid(asked, { efforts: ['low', 'high'] }, { repeats: 4 })
  await bed.start(asked, sweep)
  await bed.upstream.nthRequest(5)
  expect((await bed.act(asked, sweep, { act: 'stop' })).ok).toBe(true)
  const stopped = await bed.until(asked, sweep, (now) => cellsIn(now, 'begun').length === 0)
  expect(stopped.state).toBe('stopped')
  expect(cellsIn(stopped, 'stopped')).toHaveLength(4)
  expect(cellsIn(stopped, 'waiting')).toHaveLength(4)
  expect((await bed.act(asked, sweep, { act: 'resume' })).status).toBe(409)
})

it('A server that is asked to end leaves a sweep paused, and goes on with what it had begun', async () => {
  const asked = await bed.ask(OPUS)
  bed.upstream.setDefault(counted(OPUS.model, 3, { stallAtByte: 300 }))
  const sweep = bed.repeats(asked, 3)
  await bed.start(asked, sweep)
  await bed.upstream.nthRequest(4)
  await bed.restart('stop')
  expect(await bed.read(asked, sweep)).toMatchObject({ state: 'paused', pausedBy: 'restart' })
  bed.upstream.setDefault(counted(OPUS.model, 3))
  await bed.act(asked, sweep, { act: 'resume' })
  const done = await bed.until(asked, sweep, isDone)
  expect(done.cells.map(({ attempts }) => attempts.length)).toEqual([2, 2, 2])
})

it('A sweep of a comparison that is deleted pauses, and goes on once that is undone and it is resumed', async () => {
  const asked = await bed.ask(OPUS)
  bed.upstream.setDefault(counted(OPUS.model, 3, { rate: 20 }))
  const sweep = bed.grid(asked, { efforts: ['low', 'high'] }, { repeats: 10 })
  await bed.start(asked, sweep)
  await bed.until(asked, sweep, (now) => cellsIn(now, 'done').length > 0)
  const path = `/api/conversations/${asked.comparisonId}`
  await bed.call(path, 'PATCH', { deleted: true })
  expect((await bed.act(asked, sweep, { act: 'resume' })).status).toBe(404)
  await bed.call(path, 'PATCH', { deleted: false })
  const paused = await bed.until(asked, sweep, (now) => cellsIn(now, 'begun').length === 0)
  expect(paused).toMatchObject({ state: 'paused', pausedBy: 'person' })
  await bed.act(asked, sweep, { act: 'resume' })
  expect(cellsIn(await bed.until(asked, sweep, isDone), 'done')).toHaveLength(20)
})

it('A cap is refused where nobody knows what a run costs, and an estimate says so before', async () => {
  const asked = await bed.ask(SETTINGS)
  const { id, cap: _cap, ...rest } = bed.repeats(asked, 2)
  const path = `/api/comparisons/${asked.comparisonId}/sweeps/estimate`
  const estimate = await bed.call(path, 'POST', rest)
  expect(await estimate.json()).toEqual({ runs: 2, least: null, most: null })
  const refused = await bed.start(asked, { id, ...rest, cap: 1 })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('no cap can be held')
  const sweep = { id: newId(), ...rest, cap: null }
  expect((await bed.start(asked, sweep)).status).toBe(201)
  await bed.until(asked, sweep, isDone)
})

it('Runs that cost something begin only within a cap, which cannot be taken away later', async () => {
  const asked = await bed.ask(OPUS)
  const sweep = bed.repeats(asked, 2)
  const refused = await bed.start(asked, { ...sweep, cap: null })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('may cost together at most')
  expect((await bed.start(asked, { ...sweep, cap: 0 })).status).toBe(201)
  await bed.until(asked, sweep, isPausedBy('cap'))
  expect((await bed.act(asked, sweep, { act: 'resume', cap: null })).status).toBe(400)
  expect(bed.upstream.requests).toHaveLength(1)
})

it('What is swept and would not be sent is refused', async () => {
  const asked = await bed.ask(OPUS)
  const sweep = bed.grid(asked, { efforts: ['low'] }, {})
  const [variant] = sweep.variants
  if (variant === undefined) throw new Error('Nothing is planned.')
  const silent = { ...sweep, variants: [{ ...variant, withheld: ['effort' as const] }] }
  expect((await bed.start(asked, silent)).status).toBe(400)
})

it('What is called otherwise than it would be sent is refused', async () => {
  const asked = await bed.ask(OPUS)
  const sweep = bed.grid(asked, { models: MODELS, efforts: ['low'] }, {})
  for (const other of [{ model: HAIKU.model }, { effort: 'high' as const }]) {
    const variants = sweep.variants.map((one) => ({ ...one, choice: { ...one.choice, ...other } }))
    const refused = await bed.start(asked, { ...sweep, variants })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('otherwise than its settings')
  }
})

it('An answer that fails half way counts as failed, and is not asked for again', async () => {
  const asked = await bed.ask(OPUS)
  const cut = { cut: { atByte: 400, how: 'end' as const } }
  bed.upstream.enqueue(stream(encodeEvents(textEvents(3)), cut))
  const sweep = bed.repeats(asked, 2)
  await bed.start(asked, sweep)
  const done = await bed.until(asked, sweep, isDone)
  expect(done.cells.map(({ state }) => state)).toEqual(['failed', 'done'])
  expect(done.cells.map(({ attempts }) => attempts.length)).toEqual([1, 1])
})

it('A comparison lists its sweeps in a few words, and one is told without the texts that it asks', async () => {
  const asked = await bed.ask(OPUS)
  const systems = [{ name: 'A', text: 'Be a careful reader. '.repeat(1000) }]
  const sweeps = [bed.repeats(asked, 1), bed.grid(asked, { systems }, { repeats: 2 })]
  for (const sweep of sweeps) {
    await bed.start(asked, sweep)
    await bed.until(asked, sweep, isDone)
  }
  const path = `/api/comparisons/${asked.comparisonId}/sweeps`
  const list = await (await bed.call(path)).json()
  const over = { state: 'done', createdAt: expect.any(Number) }
  expect(list.sweeps).toEqual([
    { id: sweeps[1]?.id, kind: 'grid', variants: 1, repeats: 2, ended: 2, ...over },
    { id: sweeps[0]?.id, kind: 'repeat', variants: 1, repeats: 1, ended: 1, ...over },
  ])
  const one = await (await bed.call(`${path}/${sweeps[1]?.id}`)).text()
  expect(one.length).toBeLessThan(3000)
  expect((await bed.call(`${path}/${newId()}`)).status).toBe(404)
  const other = await bed.ask(OPUS)
  const elsewhere = `/api/comparisons/${other.comparisonId}/sweeps/${sweeps[1]?.id}`
  expect((await bed.call(elsewhere)).status).toBe(404)
})
