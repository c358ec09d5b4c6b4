import type { Block, MessagesBody, Usage } from '@/lib/wire/types'
import type { ChatSettings } from '../chat-settings'
import { costOfUsage, promptOf } from '../cost'
import { MOST_IMAGE_TOKENS } from '../files/estimate'
import { findModel } from '../models'
import { isMarked } from '../preflight'
import type { Prices } from '../prices'
import { promptTokens } from '../prompt-tokens'
import { hasServerTools } from '../server-tools'
import { sumKnown } from '../sum-known'
import { estimateTokens } from '../token-estimate'
import type { AskedSweep, Priced, RunEstimate } from './sweep'

/** A guess from the length of texts may be half of what the upstream counts: newer models cut texts finer. */
const MOST_OF_GUESS = 2
/** What stands around the turns of a request, and the shortest of these, are counted, too: so many tokens at most. */
const MOST_AROUND = 32
/** An answer, and results as long as it. */
const RESENT = 2

interface Request {
  settings: ChatSettings
  /** As it would be sent. */
  body: MessagesBody
  /** Tokens of its files; null where nothing tells. */
  fileTokens: number | null
  isSandbox: boolean
}

/**
 * About what one run costs, at least and at most: without an answer, and as {@link mostOfLoop} says. Where
 * price or files are unknown, so is the cost.
 */
export function estimateRun(
  { settings, body, fileTokens, isSandbox }: Request,
  prices: Prices,
): RunEstimate {
  const inputTokens = promptTokens(body) + (fileTokens ?? 0)
  if (isSandbox) return { inputTokens, least: 0, most: 0 }
  if (fileTokens === null) return { inputTokens, least: null, most: null }
  const longest = Math.ceil(inputTokens * MOST_OF_GUESS) + MOST_AROUND
  const priced = pricedOf(body)
  return {
    inputTokens,
    least: costOfRequest({ input_tokens: inputTokens, output_tokens: 0 }, priced, prices),
    most: mostOfLoop(longest, { settings, priced }, prices),
    basis: { longest, priced },
  }
}

/**
 * USD that a prompt of so many tokens costs at most, with the longest answer in each step of its tool loop. A
 * step sends again the answers before it and the results of their tools. Nobody knows how long those will be:
 * they are taken to be as long as the longest answer, and with it to fill no more than the model's context. Null
 * where the price is unknown, and with tools that the upstream runs: these have fees by the piece, and bring in
 * as much as they like.
 */
export function mostOfLoop(
  longest: number,
  { settings, priced }: Pick<Request, 'settings'> & { priced: Priced },
  prices: Prices,
): number | null {
  if (priced.hasFees) return null
  const output_tokens = priced.max_tokens
  const steps = Array.from({ length: stepsOf(settings) }, (_, step) => {
    const grown = longest + step * output_tokens * RESENT
    const context = findModel(settings.model)?.context ?? Number.POSITIVE_INFINITY
    const prompt = Math.max(longest, Math.min(grown, context))
    return costOfRequest({ ...promptUsage(prompt, priced), output_tokens }, priced, prices)
  })
  return ofLoop(steps, settings)
}

/**
 * USD that the next step of a tool loop costs at most, by what the upstream counted for the answer before it:
 * it sends that again, with all that stood before it and the results that are its last turn. Null where the
 * price is unknown, or how long a document in these is.
 */
export function estimateStep(before: Usage, body: MessagesBody, prices: Prices): number | null {
  const results = mostTokens(body.messages.at(-1)?.content)
  if (results === null) return null
  const prompt = promptOf(before) + (before.output_tokens ?? 0) + results
  const priced = pricedOf(body)
  const usage = { ...promptUsage(prompt, priced), output_tokens: priced.max_tokens }
  return costOfRequest(usage, priced, prices)
}

/** Tokens that a turn takes at most; null where nothing tells how long a document in it is. */
function mostTokens(content: unknown): number | null {
  if (!Array.isArray(content)) return mostOfText(content)
  return sumKnown(content.map(mostOfBlock))
}

function mostOfBlock(block: Block): number | null {
  if (block.type === 'document') return null
  if (block.type === 'image') return MOST_IMAGE_TOKENS
  if (block.type === 'tool_result') return mostTokens(block.content)
  return mostOfText(block.type === 'text' ? block.text : JSON.stringify(block))
}

function mostOfText(text: unknown): number {
  const block = { type: 'text', text: typeof text === 'string' ? text : '' }
  return Math.ceil(estimateTokens([block]) * MOST_OF_GUESS)
}

/** What of a request changes its price, read where it is made: a patch has its say there, too. */
export function pricedOf(body: MessagesBody): Priced {
  const { model, max_tokens, speed, inference_geo, service_tier } = body
  return {
    ...{ model, max_tokens, speed, inference_geo, service_tier },
    isMarked: isMarked(body),
    hasFees: hasServerTools({ ...body }),
  }
}

/** USD of a request that is counted so; null = unknown. */
export function costOfRequest(usage: Usage, priced: Priced, prices: Prices): number | null {
  const { model, speed, inference_geo, service_tier: tier } = priced
  // These two leave it to the upstream: by the standard price.
  const other = tier === 'auto' || tier === 'standard_only' ? {} : { service_tier: tier }
  // The upstream says in its counts what it was asked for; what it does not know it refuses.
  const found = costOfUsage(model, { ...usage, speed, inference_geo, ...other } as Usage, prices)
  return found.isKnown ? found.usd : null
}

/** What is written to the cache costs more than what is read: nobody knows which it will be. */
function promptUsage(tokens: number, priced: Priced): Usage {
  if (!priced.isMarked) return { input_tokens: tokens }
  return {
    ...{ input_tokens: 0, cache_creation_input_tokens: tokens },
    cache_creation: { ephemeral_1h_input_tokens: tokens, ephemeral_5m_input_tokens: 0 },
  }
}

/** How many requests one run may come to by itself. */
export function stepsOf({ tools, loop: { maxSteps, mode } }: ChatSettings): number {
  return tools.length === 0 || mode === 'step' ? 1 : maxSteps
}

/** The last step of a loop may go over its budget, by no more than itself: the last is the dearest. */
function ofLoop(steps: readonly (number | null)[], { loop }: ChatSettings): number | null {
  const all = sumKnown(steps)
  const last = steps.at(-1) ?? null
  if (all === null || last === null || loop.budget === null) return all
  return Math.min(all, loop.budget + last)
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
  return {
    runs: runs.length * repeats,
    least: sumKnown(runs.map(({ least }) => times(least, repeats))),
    most: sumKnown(runs.map(({ most }) => times(most, repeats))),
  }
}

function times(value: number | null, repeats: number): number | null {
  return value === null ? null : value * repeats
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
