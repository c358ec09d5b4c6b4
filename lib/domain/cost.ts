import { isRecord } from '@/lib/wire/json'
import type { Usage } from '@/lib/wire/types'
import { findModel } from './models'
import type { ModelPrice } from './models-row'
import { type KnownPrice, type Prices, priceOf } from './prices'
import { hasEnded, type Run } from './run'
import { outputTokens } from './token-estimate'

/**
 * What a run costs, by the price table: an estimate, never a bill. Where anything that it would take
 * is unknown, so is the cost (claude-api.md §7).
 */

export type TokenKind = 'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output'

/** What changes the rates of a whole run. */
export type Factor = 'longPrompt' | 'us' | 'batch'

export interface CostLine {
  kind: TokenKind
  tokens: number
  /** USD per million, all factors included. */
  rate: number
}

/** Why a cost cannot be told. */
export type CostGap =
  | 'unfinished' // ended before the upstream had counted its tokens
  | 'noUsage'
  | 'noPrice'
  | 'noCacheRead'
  | 'cacheTtl'
  | 'fast'
  | 'tier'
  | 'geo'
  | 'serverTools'
  | 'iterations'

export type Cost =
  | {
      isKnown: true
      usd: number
      lines: CostLine[]
      factors: Factor[]
      price: KnownPrice
      /** Refused before anything was written: not billed (claude-api.md §3). */
      isUnbilled: boolean
    }
  | { isKnown: false; gap: CostGap }

const PER = 1_000_000
/** Share of the input rate that writing to the cache costs, by its time to live. */
const CACHE_WRITE_5M = 1.25
const CACHE_WRITE_1H = 2
const BATCH = 0.5

/** What an answer costs; null where none came, so that nothing is to be paid. */
export function costOfRun(run: Run, own: Prices): Cost | null {
  const { message, status } = run
  if (message === null) return status === 'failed' ? null : gap('unfinished')
  // A count is final only with the reason of the end, which comes in the same event.
  if (message.stop_reason === null) return gap('unfinished')
  const cost = costOfUsage(pricedModel(run, own), message.usage, own)
  const isUnbilled = message.stop_reason === 'refusal' && message.content.length === 0
  return cost.isKnown && isUnbilled ? { ...cost, usd: 0, isUnbilled } : cost
}

/**
 * The name to look a price up by: of the model that says it answered, which an alias or the upstream
 * may have chosen. Where that has no price, the one asked for, if the person priced it or if the
 * other is only its dated name.
 */
export function pricedModel({ model, message }: Run, own: Prices): string {
  const answered = message?.model ?? ''
  if (answered === '') return model
  if (priceOf(answered, own) !== null) return answered
  const isDatedName = answered.startsWith(model) && /^-\d{8}$/.test(answered.slice(model.length))
  return isDatedName || Object.hasOwn(own, model) ? model : answered
}

/** What these tokens cost with this model. */
export function costOfUsage(model: string, usage: Usage, own: Prices): Cost {
  const found = gapOf(usage)
  if (found !== null) return gap(found)
  const price = priceOf(model, own)
  if (price === null) return gap('noPrice')
  const us = usage.inference_geo === 'us' ? findModel(model)?.usFactor : 1
  if (us === undefined) return gap('geo')
  const isBatch = usage.service_tier === 'batch'
  const isLong = price.price.above !== undefined && promptOf(usage) > price.price.above.promptTokens
  const rates = isLong ? { ...price.price, ...price.price.above } : price.price
  const lines = linesOf(usage, rates, us * (isBatch ? BATCH : 1))
  if (typeof lines === 'string') return gap(lines)
  const factors: Factor[] = [
    ...(isLong ? (['longPrompt'] as const) : []),
    ...(us === 1 ? [] : (['us'] as const)),
    ...(isBatch ? (['batch'] as const) : []),
  ]
  const usd = lines.reduce((sum, { tokens, rate }) => sum + tokens * rate, 0) / PER
  return { isKnown: true, usd, lines, factors, price, isUnbilled: false }
}

/** What the counts hold that no price covers. */
function gapOf(usage: Usage): CostGap | null {
  if (usage.input_tokens == null || usage.output_tokens == null) return 'noUsage'
  if (usage.speed === 'fast') return 'fast'
  if (!['standard', 'batch', null, undefined].includes(usage.service_tier)) return 'tier'
  if (!['us', 'global', 'not_available', null, undefined].includes(usage.inference_geo))
    return 'geo'
  // Searches and fetches have fees of their own, by the piece.
  const tools: unknown = usage.server_tool_use
  if (isRecord(tools) && Object.values(tools).some((count) => count !== 0 && count !== null))
    return 'serverTools'
  // More than one pass (compaction, an advisor): the counts above are then those of the last one.
  return Array.isArray(usage.iterations) && usage.iterations.length > 1 ? 'iterations' : null
}

/** All tokens of the prompt, cached or not. */
export function promptOf(usage: Usage): number {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage
  return (input_tokens ?? 0) + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0)
}

function linesOf(
  usage: Usage,
  rates: Pick<ModelPrice, 'input' | 'output' | 'cacheRead'>,
  factor: number,
): CostLine[] | CostGap {
  const read = usage.cache_read_input_tokens ?? 0
  const written = usage.cache_creation_input_tokens ?? 0
  const short = usage.cache_creation?.ephemeral_5m_input_tokens ?? 0
  const long = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0
  if (read > 0 && rates.cacheRead === null) return 'noCacheRead'
  if (short + long !== written) return 'cacheTtl'
  const all: [TokenKind, number, number][] = [
    ['input', usage.input_tokens ?? 0, rates.input],
    ['cacheRead', read, rates.cacheRead ?? 0],
    ['cacheWrite5m', short, rates.input * CACHE_WRITE_5M],
    ['cacheWrite1h', long, rates.input * CACHE_WRITE_1H],
    ['output', usage.output_tokens ?? 0, rates.output],
  ]
  return all
    .filter(([kind, tokens]) => tokens > 0 || kind === 'input' || kind === 'output')
    .map(([kind, tokens, rate]) => ({ kind, tokens, rate: rate * factor }))
}

function gap(reason: CostGap): Cost {
  return { isKnown: false, gap: reason }
}

/** The figures of several runs together. */
export interface Total {
  /** Prompt and answer, of the runs that count. */
  tokens: number
  /** Some answer ended before the upstream had counted it: its length stands for its tokens. */
  isEstimate: boolean
  usd: number
  /** Runs whose cost cannot be told; they are not in `usd`. */
  unknown: number
  /** Runs that count: those of the sandbox never do, unless there are no others. */
  runs: number
  sandboxRuns: number
}

/** Adds up runs that have ended. Those of the sandbox stay out, because nothing of them costs. */
export function totalOf(runs: readonly Run[], own: Prices): Total {
  const answered = runs.filter((run) => run.endedAt !== null && costOfRun(run, own) !== null)
  const paid = answered.filter((run) => !run.isSandbox)
  const costs = paid.flatMap((run) => costOfRun(run, own) ?? [])
  const counted = paid.length > 0 ? paid : answered
  const tokens = counted.map(tokensOf)
  return {
    tokens: tokens.reduce((sum, { count }) => sum + count, 0),
    isEstimate: tokens.some(({ isEstimate }) => isEstimate),
    usd: costs.reduce((sum, cost) => sum + (cost.isKnown ? cost.usd : 0), 0),
    unknown: costs.filter((cost) => !cost.isKnown).length,
    runs: paid.length,
    sandboxRuns: answered.length - paid.length,
  }
}

function tokensOf({ message }: Run): { count: number; isEstimate: boolean } {
  if (message === null) return { count: 0, isEstimate: false }
  const { content, usage, stop_reason } = message
  const out = outputTokens(content, usage.output_tokens, stop_reason !== null)
  return { ...out, count: promptOf(usage) + out.count }
}

/** What is to be paid for a run, USD: nothing for what no model answered; null where it cannot be told. */
export function billOf(run: Run, own: Prices): number | null {
  if (!hasEnded(run.status)) return null
  if (run.isSandbox || run.replayOf !== null) return 0
  const cost = costOfRun(run, own)
  if (cost === null) return 0
  return cost.isKnown ? cost.usd : null
}
