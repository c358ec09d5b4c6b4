import type { MessagesBody, Usage } from '@/lib/wire/types'
import type { ChatSettings } from '../chat-settings'
import { costOfUsage } from '../cost'
import type { Prices } from '../prices'
import { promptTokens } from '../prompt-tokens'
import type { AskedSweep, RunEstimate } from './sweep'

/** A guess from the length of texts may be half of what the upstream counts: newer models cut texts finer. */
const MOST_OF_GUESS = 2

interface Request {
  settings: ChatSettings
  /** As it would be sent. */
  body: MessagesBody
  /** Tokens of its files; null where nothing tells. */
  fileTokens: number | null
  isSandbox: boolean
}

/**
 * About what one run costs, at least and at most: without an answer, and with the longest one, in each step
 * of its tool loop. Where price, files or fees are unknown, so is the cost.
 */
export function estimateRun(
  { settings, body, fileTokens, isSandbox }: Request,
  prices: Prices,
): RunEstimate {
  const inputTokens = promptTokens(body) + (fileTokens ?? 0)
  if (isSandbox) return { inputTokens, least: 0, most: 0 }
  const cost = (usage: Usage) => {
    const more = settings.speed === 'fast' ? { speed: 'fast' as const } : {}
    const found = costOfUsage(settings.model, { ...usage, ...more }, prices)
    return found.isKnown && fileTokens !== null ? found.usd : null
  }
  // What is written to the cache costs more than what is read: nobody knows which it will be.
  const most = Math.ceil(inputTokens * MOST_OF_GUESS)
  const cached = isCaching(settings)
    ? {
        ...{ input_tokens: 0, cache_creation_input_tokens: most },
        cache_creation: { ephemeral_1h_input_tokens: most, ephemeral_5m_input_tokens: 0 },
      }
    : { input_tokens: most }
  const one = cost({ ...cached, output_tokens: body.max_tokens })
  return {
    inputTokens,
    least: cost({ input_tokens: inputTokens, output_tokens: 0 }),
    most: one === null ? null : ofLoop(one, settings),
  }
}

function isCaching({ cacheTtl, systemBlocks }: ChatSettings): boolean {
  return cacheTtl !== null || (systemBlocks?.some(({ ttl }) => ttl !== null) ?? false)
}

/** The last step of a loop may go over its budget, by no more than itself. */
function ofLoop(one: number, { tools, loop: { maxSteps, budget, mode } }: ChatSettings): number {
  const steps = tools.length === 0 || mode === 'step' ? 1 : maxSteps
  return budget === null ? one * steps : Math.min(one * steps, budget + one)
}

/** What a whole sweep takes. USD; null where some of it cannot be told. */
export interface SweepEstimate {
  runs: number
  least: number | null
  most: number | null
}

/** Adds up the runs of a sweep. */
export function estimateSweep(
  runs: readonly RunEstimate[],
  { repeats }: Pick<AskedSweep, 'repeats'>,
): SweepEstimate {
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number | null>(
      (all, value) => (all === null || value === null ? null : all + value * repeats),
      0,
    )
  return {
    runs: runs.length * repeats,
    least: sum(runs.map(({ least }) => least)),
    most: sum(runs.map(({ most }) => most)),
  }
}

/**
 * Why a sweep cannot start with a cap: `unheld`, where nobody knows what its runs cost, so that no cap can be
 * held; `missing`, where they cost something and no cap was named.
 */
export function capFlaw(
  cap: number | null,
  { most }: Pick<SweepEstimate, 'most'>,
): 'unheld' | 'missing' | null {
  if (most === null) return cap === null ? null : 'unheld'
  return cap === null && most > 0 ? 'missing' : null
}
