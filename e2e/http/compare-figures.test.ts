import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Comparison, CreateComparison, NewColumn } from '@/lib/domain/comparison/comparison'
import { comparisonCsv, SUM_LINE } from '@/lib/domain/comparison/export/csv'
import type { ConversationsIn } from '@/lib/domain/comparison/export/deleted'
import { type Rest, reportOf } from '@/lib/domain/comparison/export/report'
import { spentInAll } from '@/lib/domain/comparison/spent-in-all'
import { NO_CHOICES } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { priceOf } from '@/lib/domain/prices'
import type { Usage, WireEvent } from '@/lib/wire/types'
import { readBody } from '../harness/fake-upstream'
import { HttpBed } from '../harness/http-bed'
import { newTurn, type ParleyClient } from '../harness/parley-client'
import { encodeEvents, lastText, textEvents } from '../harness/upstream/answers'
import { applyDirectives } from '../harness/upstream/directives'
import { between, createRandom, takeSeed } from '../harness/upstream/random'
import { failure, type Script, stream } from '../harness/upstream/script'

const COMPARISONS = 100
/** So many are asked at a time, and watched over one connection. */
const AT_ONCE = 16
const MODELS = ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'unheard-of']

let bed: HttpBed
let client: ParleyClient
beforeAll(async () => {
  bed = await HttpBed.open()
  client = bed.client
})
afterAll(() => bed.close())

const COUNTS = ['input_tokens', 'output_tokens', 'thinking_tokens'] as const

/** What the fake upstream has counted, and what that costs by the price table, USD; null where nobody can tell. */
type Figures = Record<(typeof COUNTS)[number] | 'cost_usd', number | null>

/** Of one answer. */
interface Recorded extends Figures {
  /** Nothing came, so that there is nothing to count. */
  isRefused: boolean
}

type Kind = 'whole' | 'refused' | 'broken' | 'uncounted'

const REFUSED: Recorded = {
  ...{ input_tokens: null, output_tokens: null, thinking_tokens: null, cost_usd: 0 },
  isRefused: true,
}

/** A random answer: its frames, what was counted, and what that comes to. */
function plan(random: () => number, model: string): { script: Script; recorded: Recorded } {
  const kinds: Kind[] = ['whole', 'whole', 'whole', 'whole', 'refused', 'broken', 'uncounted']
  const kind = kinds[between(random, 0, kinds.length - 1)]
  // Nothing was written, so nothing is counted, and nothing is to be paid.
  if (kind === 'refused')
    return { script: failure(400, 'invalid_request_error'), recorded: REFUSED }
  const tokens = (most: number) => (random() < 0.3 ? 0 : between(random, 1, most))
  const [input, read, short, long] = [tokens(9000), tokens(90_000), tokens(5000), tokens(5000)]
  const output = between(random, 2, 4000)
  const thinking = random() < 0.5 ? 0 : between(random, 1, output)
  const start: Usage = {
    ...{ input_tokens: input, cache_read_input_tokens: read, output_tokens: 1 },
    cache_creation_input_tokens: short + long,
    cache_creation: { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long },
  }
  const end: Usage = {
    ...{ output_tokens: output, output_tokens_details: { thinking_tokens: thinking } },
  }
  const none = { output_tokens: null, cost_usd: null, isRefused: false }
  if (kind === 'uncounted') {
    const script = stream(encodeEvents(withUsage(model, {}, {})))
    // It has not thought.
    return { script, recorded: { ...none, input_tokens: null, thinking_tokens: 0 } }
  }
  const script = stream(encodeEvents(withUsage(model, start, end)))
  const prompt = input + read + short + long
  if (kind === 'broken') {
    // What it had written by then was never counted.
    const recorded = { ...none, input_tokens: prompt, thinking_tokens: null }
    return { script: applyDirectives(script, 'error@frames=4'), recorded }
  }
  const counted = { input_tokens: prompt, output_tokens: output, thinking_tokens: thinking }
  const cost_usd = costOf(model, { input, read, short, long, output })
  return { script, recorded: { ...counted, cost_usd, isRefused: false } }
}

type Part = 'input' | 'read' | 'short' | 'long' | 'output'

/** By the price table; null of a model that is not in it. */
function costOf(model: string, { input, read, short, long, output }: Record<Part, number>) {
  const price = priceOf(model, {})?.price
  if (price === undefined || price.cacheRead === null) return null
  // A long prompt has rates of its own. Writing for five minutes costs a quarter more than it, for an
  // hour twice as much.
  const isLong =
    input + read + short + long > (price.above?.promptTokens ?? Number.POSITIVE_INFINITY)
  const rates = isLong ? { ...price, ...price.above } : price
  const prompt = input * rates.input + read * (rates.cacheRead ?? Number.NaN)
  const written = short * 1.25 * rates.input + long * 2 * rates.input
  return (prompt + written + output * rates.output) / 1e6
}

function withUsage(model: string, start: Usage, end: Usage): WireEvent[] {
  return textEvents(3, model).map((event) => {
    if (event.type === 'message_start')
      return { ...event, message: { ...(event.message as object), usage: start } }
    return event.type === 'message_delta' ? { ...event, usage: end } : event
  })
}

interface Planned {
  comparison: CreateComparison
  turns: number
  /** The answers of each column, in order. */
  recorded: Recorded[][]
  later: Later
}

/** What is done with a comparison after its turns. */
interface Later {
  /** Columns of which the last question is asked again. */
  retried: number[]
  /** The column that is duplicated, and the copy, which is asked on. */
  copied: { from: number; copy: NewColumn }
  /** Columns whose first answer is deleted, with all that came of it. */
  shortened: number[]
  /** The columns that are removed at the end. */
  removed: string[]
  recorded: Recorded[]
}

/** The answers by what is asked, each time: each question of each column is another. */
const scripts = new Map<string, Script[]>()
/** The last turn of each column. */
const heads = new Map<string, string>()
/** The last question of each column. */
const questions = new Map<string, string>()
const questionOf = (comparisonId: string, turn: number) => `${comparisonId} ${turn}`

function planComparison(random: () => number): Planned {
  const settings = { ...newTurn('').settings, ...NO_CHOICES }
  const newColumn = (at: number) => ({
    ...{ id: newId(), account: null },
    settings: {
      ...{ ...settings, system: `Column ${at}` },
      model: MODELS[between(random, 0, MODELS.length - 1)] ?? '',
    },
  })
  const columns = Array.from({ length: between(random, 2, 4) }, (_, at) => newColumn(at))
  const id = newId()
  const turns = between(random, 1, 2)
  const planAnswer = ({ settings: { system, model } }: NewColumn, turn: number) => {
    const { script, recorded } = plan(random, model)
    const asked = `${system} ${questionOf(id, turn)}`
    scripts.set(asked, [...(scripts.get(asked) ?? []), script])
    return recorded
  }
  const recorded = columns.map((column) =>
    Array.from({ length: turns }, (_, turn) => planAnswer(column, turn)),
  )
  const retried = [...columns.keys()].filter(() => random() < 0.5)
  const copied = { from: between(random, 0, columns.length - 1), copy: newColumn(columns.length) }
  const again = retried.flatMap((at) => columns[at] ?? []).map((one) => planAnswer(one, turns - 1))
  const later: Later = {
    ...{ retried, copied, recorded: [...again, planAnswer(copied.copy, turns)] },
    shortened: [...columns.keys()].filter(() => random() < 0.3),
    // One at least stays.
    removed: [...columns, copied.copy].filter(() => random() < 0.4).map((one) => one.id),
  }
  if (later.removed.length > columns.length) later.removed.pop()
  const comparison = { id, title: 'Random', settings, columns, from: null }
  return { comparison, turns, recorded, later }
}

/** Makes a comparison as a screen does. */
async function make({ comparison }: Planned): Promise<void> {
  const made = await bed.call('/api/comparisons', 'POST', comparison)
  expect(made.status).toBe(201)
}

/** Asks a turn in all columns of these comparisons, and waits until the last answer has ended. */
async function askTurn(planned: readonly Planned[], turn: number): Promise<void> {
  const starts = planned.flatMap(({ comparison }) =>
    comparison.columns.map(({ id, settings }) =>
      newTurn(questionOf(comparison.id, turn), {
        ...{ conversationId: id, parentId: heads.get(id) ?? null, settings },
      }),
    ),
  )
  await Promise.all(starts.map((start) => client.start(start)))
  await client.ended(starts.map(({ id }) => id))
  for (const { conversationId, assistantMessageId, userMessage } of starts) {
    heads.set(conversationId, assistantMessageId)
    questions.set(conversationId, userMessage?.id ?? '')
  }
}

/** Asks some columns again, duplicates one and asks the copy on, deletes answers and removes columns, as is planned. */
async function actLater(planned: readonly Planned[]): Promise<void> {
  const starts = await Promise.all(
    planned.map(async ({ comparison: { id, columns }, turns, later: { retried, copied } }) => {
      const { from, copy } = copied
      const added = { act: 'add', column: copy, at: 0, copyOf: columns[from]?.id }
      expect((await bed.call(`/api/comparisons/${id}`, 'PATCH', added)).status).toBe(200)
      const again = retried
        .flatMap((at) => columns[at] ?? [])
        .map((column) =>
          newTurn('', {
            ...{ conversationId: column.id, settings: column.settings, userMessage: null },
            parentId: questions.get(column.id) ?? null,
          }),
        )
      const on = newTurn(questionOf(id, turns), {
        ...{ conversationId: copy.id, settings: copy.settings },
        parentId: (await client.conversation(copy.id))?.headId ?? null,
      })
      return [...again, on]
    }),
  )
  await Promise.all(starts.flat().map((start) => client.start(start)))
  await client.ended(starts.flat().map(({ id }) => id))
  for (const { comparison, later } of planned) {
    for (const at of later.shortened) await deleteFirst(comparison.columns[at]?.id ?? '')
    for (const columnId of later.removed) {
      const path = `/api/comparisons/${comparison.id}`
      expect((await bed.call(path, 'PATCH', { act: 'remove', columnId })).status).toBe(200)
    }
  }
}

async function deleteFirst(columnId: string): Promise<void> {
  const { messages = [] } = (await client.conversation(columnId)) ?? {}
  const answer = messages.find(({ role }) => role === 'assistant')
  const path = `/api/conversations/${columnId}/turns/${answer?.id}`
  expect((await bed.call(path, 'PATCH', { deleted: true })).status).toBe(200)
}

/** What the bar over a comparison says that all of it came to. */
async function totalShown({ comparison: { id } }: Planned) {
  const { columns, elsewhere }: Comparison = await (await bed.call(`/api/comparisons/${id}`)).json()
  const stored = await Promise.all(columns.map((column) => client.conversation(column)))
  return spentInAll(
    stored.flatMap((one) => one?.runs ?? []),
    elsewhere,
    {},
  )
}

/** What each column of a comparison came to, by the file of its figures. */
async function figuresOf({ comparison }: Planned) {
  const { id, title, settings } = comparison
  const stored = await Promise.all(
    comparison.columns.map((column) => client.conversation(column.id)),
  )
  const columns = stored.flatMap((conversation) =>
    conversation === null ? [] : [{ conversation, settings }],
  )
  const lines = linesOf({ id, title, columns, rest: NO_REST })
  return comparison.columns.map((_, at) =>
    lines.filter(({ column }) => column === String(at + 1)).map(saidIn),
  )
}

/** What the lines of answers in the file of its figures add up to, USD, and how many of them have no cost. */
async function totalInFile({ comparison: { id, title, settings } }: Planned) {
  const path = `/api/comparisons/${id}`
  const { columns: shown }: Comparison = await (await bed.call(path)).json()
  const { ids, deleted }: ConversationsIn = await (await bed.call(`${path}/conversations`)).json()
  const found = await Promise.all(ids.map((one) => client.conversation(one)))
  const stored = found.filter((one) => one !== null)
  const rest = stored.filter((one) => !shown.includes(one.id))
  const columns = stored
    .filter((one) => shown.includes(one.id))
    .map((conversation) => ({ conversation, settings }))
  const lines = linesOf({ id, title, columns, rest: { ...NO_REST, conversations: rest, deleted } })
  const costs = lines
    .filter(({ turn, run_ids: runs }) => turn !== SUM_LINE && runs !== '')
    .map(({ cost_usd: cost }) => cost)
  return {
    usd: costs.reduce((sum, cost) => sum + Number(cost), 0),
    unknown: costs.filter((cost) => cost === '').length,
  }
}

const NO_REST: Rest = { conversations: [], deleted: [], sweeps: [], votes: [] }

function linesOf(source: Omit<Parameters<typeof reportOf>[0], 'madeAt' | 'prices'>): Line[] {
  const csv = comparisonCsv(reportOf({ ...source, madeAt: 0, prices: {} }))
  return Papa.parse<Line>(csv, { header: true, skipEmptyLines: true }).data
}

type Line = Record<string, string>

/** What a line says: an empty cell is a figure that cannot be told, and no zero. */
function saidIn(line: Line) {
  const figure = (name: keyof Figures) => (line[name] === '' ? null : Number(line[name]))
  return {
    isSum: line.turn === SUM_LINE,
    input_tokens: figure('input_tokens'),
    output_tokens: figure('output_tokens'),
    thinking_tokens: figure('thinking_tokens'),
    cost_usd: figure('cost_usd'),
    tokens_note: line.tokens_note,
    cost_note: line.cost_note,
  }
}

/** What the sum of these answers must say, and that some of it is left out where it is. */
function sumOf(answers: readonly Recorded[]) {
  const given = answers.filter(({ isRefused }) => !isRefused)
  const counts = (name: (typeof COUNTS)[number]) => given.map((one) => one[name])
  const costs = answers.map(({ cost_usd }) => cost_usd)
  const isPart = COUNTS.some((name) => counts(name).includes(null))
  return {
    input_tokens: sumKnown(counts('input_tokens')),
    output_tokens: sumKnown(counts('output_tokens')),
    thinking_tokens: sumKnown(counts('thinking_tokens')),
    cost_usd: sumKnown(costs),
    tokens_note: isPart ? 'partly_unknown' : '',
    cost_note: !costs.includes(null) ? '' : sumKnown(costs) === null ? 'unknown' : 'partly_unknown',
  }
}

/** Null where there are some, and none of them is known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 && values.length > 0 ? null : known.reduce((all, one) => all + one, 0)
}

function expectSame({ cost_usd: shown, ...said }: Figures, { cost_usd, ...expected }: Figures) {
  expect(said).toMatchObject(expected)
  if (shown === null || cost_usd === null) expect(shown).toBe(cost_usd)
  else expect(Math.abs(shown - cost_usd)).toBeLessThan(1e-12)
}

it('The sum of the shown figures is what the upstream has counted, for 100 random comparisons, whatever was asked again, duplicated, deleted and removed', async () => {
  const seed = takeSeed()
  console.info(`SEED=${seed}`)
  const random = createRandom(seed)
  const planned = Array.from({ length: COMPARISONS }, () => planComparison(random))
  bed.upstream.setDefault((request) => {
    const body = readBody(request)
    const system = JSON.stringify(body?.system ?? '').match(/Column \d/)?.[0]
    const script = body === null ? undefined : scripts.get(`${system} ${lastText(body)}`)?.shift()
    if (script === undefined) throw new Error('Nothing was planned for this question.')
    return script
  })
  for (let from = 0; from < COMPARISONS; from += AT_ONCE) {
    const some = planned.slice(from, from + AT_ONCE)
    await Promise.all(some.map(make))
    await askTurn(some, 0)
    await askTurn(
      some.filter(({ turns }) => turns > 1),
      1,
    )
    for (const one of some) {
      for (const [at, lines] of (await figuresOf(one)).entries()) {
        const answers = one.recorded[at] ?? []
        const turns = lines.filter(({ isSum }) => !isSum)
        expect(turns).toHaveLength(answers.length)
        for (const [turn, { isRefused: _, ...counted }] of answers.entries()) {
          const said = turns[turn]
          expect(said?.cost_note).toBe(counted.cost_usd === null ? 'unknown' : '')
          if (said !== undefined) expectSame(said, counted)
        }
        const [sum, ...more] = lines.filter(({ isSum }) => isSum)
        expect(more).toEqual([])
        if (sum !== undefined) expectSame(sum, sumOf(answers))
        else expect.unreachable('There is no sum.')
      }
    }
    await actLater(some)
    for (const one of some) {
      const costs = [...one.recorded.flat(), ...one.later.recorded].map(({ cost_usd }) => cost_usd)
      for (const { usd, unknown } of [await totalShown(one), await totalInFile(one)]) {
        expect(unknown).toBe(costs.filter((cost) => cost === null).length)
        expect(Math.abs(usd - (sumKnown(costs) ?? 0))).toBeLessThan(1e-12)
      }
    }
  }
}, 120_000)
