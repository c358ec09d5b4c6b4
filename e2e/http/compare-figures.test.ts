import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CreateComparison } from '@/lib/domain/comparison/comparison'
import { comparisonCsv, SUM_LINE } from '@/lib/domain/comparison/export/csv'
import { reportOf } from '@/lib/domain/comparison/export/report'
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

/** What the fake upstream has counted for one column, and what that costs by the price table, USD. */
interface Recorded {
  inTokens: number
  outTokens: number
  thinkingTokens: number
  cost: number
  /** Answers whose cost nobody can tell. */
  unknown: number
}

type Kind = 'whole' | 'refused' | 'broken' | 'uncounted'

/** A random answer: its frames, what was counted, and what that comes to. */
function plan(random: () => number, model: string, recorded: Recorded): Script {
  const kinds: Kind[] = ['whole', 'whole', 'whole', 'whole', 'refused', 'broken', 'uncounted']
  const kind = kinds[between(random, 0, kinds.length - 1)]
  // Nothing was written, so nothing is counted, and nothing is to be paid.
  if (kind === 'refused') return failure(400, 'invalid_request_error')
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
  if (kind === 'uncounted') {
    recorded.unknown += 1
    return stream(encodeEvents(withUsage(model, {}, {})))
  }
  recorded.inTokens += input + read + short + long
  if (kind === 'broken') {
    // What it had written by then was never counted.
    recorded.unknown += 1
    const script = stream(encodeEvents(withUsage(model, start, end)))
    return applyDirectives(script, 'error@frames=4')
  }
  recorded.outTokens += output
  recorded.thinkingTokens += thinking
  const price = priceOf(model, {})?.price
  if (price === undefined || price.cacheRead === null) recorded.unknown += 1
  else {
    // A long prompt has rates of its own. Writing for five minutes costs a quarter more than it, for an
    // hour twice as much.
    const isLong =
      input + read + short + long > (price.above?.promptTokens ?? Number.POSITIVE_INFINITY)
    const rates = isLong ? { ...price, ...price.above } : price
    const prompt = input * rates.input + read * (rates.cacheRead ?? Number.NaN)
    const written = short * 1.25 * rates.input + long * 2 * rates.input
    recorded.cost += (prompt + written + output * rates.output) / 1e6
  }
  return stream(encodeEvents(withUsage(model, start, end)))
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
  recorded: Recorded[]
}

const nothing = (): Recorded => ({
  ...{ inTokens: 0, outTokens: 0, thinkingTokens: 0, cost: 0, unknown: 0 },
})

/** The answers by what is asked: each question of each column is another. */
const scripts = new Map<string, Script>()
/** The last turn of each column. */
const heads = new Map<string, string>()
const questionOf = (comparisonId: string, turn: number) => `${comparisonId} ${turn}`

function planComparison(random: () => number): Planned {
  const settings = { ...newTurn('').settings, ...NO_CHOICES }
  const columns = Array.from({ length: between(random, 2, 4) }, (_, at) => ({
    ...{ id: newId(), account: null },
    settings: {
      ...{ ...settings, system: `Column ${at}` },
      model: MODELS[between(random, 0, MODELS.length - 1)] ?? '',
    },
  }))
  const id = newId()
  const turns = between(random, 1, 2)
  const recorded = columns.map((column, at) => {
    const own = nothing()
    for (let turn = 0; turn < turns; turn++) {
      const key = `Column ${at} ${questionOf(id, turn)}`
      scripts.set(key, plan(random, column.settings.model, own))
    }
    return own
  })
  return { comparison: { id, title: 'Random', settings, columns, from: null }, turns, recorded }
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
  for (const start of starts) heads.set(start.conversationId, start.assistantMessageId)
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
  const csv = comparisonCsv(reportOf({ id, title, madeAt: 0, columns, prices: {} }))
  const lines = Papa.parse<Line>(csv, { header: true, skipEmptyLines: true }).data
  return comparison.columns.map((_, at) => saidOf(lines, at + 1))
}

type Line = Record<string, string>

/** What the lines of a column and the one with its sum say; both must be the same. */
function saidOf(lines: readonly Line[], number: number) {
  const own = lines.filter(({ column }) => column === String(number))
  const turns = own.filter(({ turn }) => turn !== SUM_LINE)
  const sum = own.find(({ turn }) => turn === SUM_LINE)
  const add = (name: string) => turns.reduce((all, line) => all + Number(line[name]), 0)
  const notes = turns.filter(({ cost_note }) => cost_note === 'unknown').length
  const names = ['input_tokens', 'output_tokens', 'thinking_tokens'] as const
  for (const name of names) expect(Number(sum?.[name])).toBe(add(name))
  expect(Math.abs(Number(sum?.cost_usd) - add('cost_usd'))).toBeLessThan(1e-12)
  const [inTokens, outTokens, thinkingTokens] = names.map(add)
  return { inTokens, outTokens, thinkingTokens, unknown: notes, cost: add('cost_usd') }
}

it('The sum of the shown figures is what the upstream has counted, for 100 random comparisons', async () => {
  const seed = takeSeed()
  console.info(`SEED=${seed}`)
  const random = createRandom(seed)
  const planned = Array.from({ length: COMPARISONS }, () => planComparison(random))
  bed.upstream.setDefault((request) => {
    const body = readBody(request)
    const system = JSON.stringify(body?.system ?? '').match(/Column \d/)?.[0]
    const script = body === null ? undefined : scripts.get(`${system} ${lastText(body)}`)
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
      for (const [at, { cost: shown, ...said }] of (await figuresOf(one)).entries()) {
        const { cost, ...counted } = one.recorded[at] ?? nothing()
        expect({ id: one.comparison.id, at, ...said }).toEqual({
          id: one.comparison.id,
          at,
          ...counted,
        })
        expect(Math.abs(shown - cost)).toBeLessThan(1e-12)
      }
    }
  }
})
