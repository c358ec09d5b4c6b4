import type { WireMessage } from '@/lib/wire/types'
import { costOfRun, promptOf } from '../cost'
import type { Prices } from '../prices'
import { type Run, type RunStatus, tokensPerSecond } from '../run'
import { sumKnown } from '../sum-known'
import { outputTokens } from '../token-estimate'
import { LOOP_REASONS } from '../tools/may-go-on'
import { asShown } from './as-shown'

/** The figures of all runs that make up one answer in a column: one, or those of a tool loop. */
export interface Facts {
  /** Where any of them did not end well, how the last of these ended. */
  state: 'live' | Exclude<RunStatus, 'queued' | 'streaming'>
  /** ms from the first request to the first token. */
  firstToken: number | null
  /** ms from the first request to the last end. */
  total: number | null
  /** Tokens per second. */
  rate: number | null
  /** Of the prompt, cached or not. */
  inTokens: number | null
  /** Thinking included. */
  outTokens: number | null
  /** About how much of it came, where an answer ended before the upstream had counted that. */
  outEstimate: number | null
  thinkingTokens: number | null
  /** USD; null where it cannot be told. */
  cost: number | null
  isSandbox: boolean
  /** Of the last one. */
  stopReason: string | null
  /** HTTP status of the failure, where it came as an answer of its own. */
  httpStatus: number | null
  /** Where it ended at one. */
  stopSequence: string | null
}

/** Adds up the runs of one answer, in order; null where there are none. */
export function factsOf(runs: readonly Run[], prices: Prices): Facts | null {
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined) return null
  const { state, httpStatus } = endOf(runs)
  const isLive = state === 'live'
  const rates = runs.map(({ message, timing }) =>
    message === null || countedOutput(message) === null
      ? null
      : tokensPerSecond(message.usage, timing),
  )
  return {
    state,
    firstToken: first.timing.firstToken,
    total:
      isLive || last.timing.total === null
        ? null
        : last.createdAt - first.createdAt + last.timing.total,
    rate: runs.length === 1 ? (rates[0] ?? null) : sharedRate(runs, rates),
    ...tokensOf(runs),
    outEstimate: isLive ? null : estimateOf(runs),
    httpStatus,
    cost: sumKnown(runs.map((run) => costOf(run, prices))),
    isSandbox: runs.every((run) => run.isSandbox),
    stopReason: last.message?.stop_reason ?? null,
    stopSequence: last.message?.stop_sequence ?? null,
  }
}

function endOf(runs: readonly Run[]): Pick<Facts, 'state' | 'httpStatus'> {
  let end: Pick<Facts, 'state' | 'httpStatus'> = { state: 'complete', httpStatus: null }
  for (const { status, error } of runs) {
    if (status === 'queued' || status === 'streaming') return { state: 'live', httpStatus: null }
    if (status === 'complete') continue
    // An upstream that says in mid-stream what went wrong has failed; it was not cut off.
    const hasFailed = status === 'interrupted' && error?.origin === 'upstream'
    end = { state: hasFailed ? 'failed' : status, httpStatus: error?.httpStatus ?? null }
  }
  return end
}

/** Null where all was counted, and where nothing came. */
function estimateOf(runs: readonly Run[]): number | null {
  const counts = runs.flatMap(({ message }) =>
    message === null
      ? []
      : outputTokens(message.content, message.usage.output_tokens, message.stop_reason !== null),
  )
  const sum = counts.reduce((all, { count }) => all + count, 0)
  return sum > 0 && counts.some(({ isEstimate }) => isEstimate) ? sum : null
}

function tokensOf(runs: readonly Run[]) {
  // What failed before it was answered has counted nothing.
  const messages = runs.flatMap(({ message }): WireMessage[] => (message === null ? [] : [message]))
  if (messages.length === 0) return { inTokens: null, outTokens: null, thinkingTokens: null }
  return {
    inTokens: sumKnown(
      messages.map(({ usage }) => (usage.input_tokens == null ? null : promptOf(usage))),
    ),
    outTokens: sumKnown(messages.map(countedOutput)),
    thinkingTokens: sumKnown(messages.map(countedThinking)),
  }
}

/** The count is final only with the reason of the end, which comes in the same event. */
function countedOutput({ usage, stop_reason: reason }: WireMessage): number | null {
  return reason === null ? null : (usage.output_tokens ?? null)
}

/** Not every upstream counts it: then what has thought has done so by an unknown measure. */
function countedThinking({ usage, content, stop_reason: reason }: WireMessage): number | null {
  if (reason === null) return null
  const count = usage.output_tokens_details?.thinking_tokens
  return count ?? (content.some(({ type }) => type.endsWith('thinking')) ? null : 0)
}

/** Nothing is to be paid for what no model answered. */
function costOf(run: Run, prices: Prices): number | null {
  const cost = costOfRun(run, prices)
  if (cost === null || run.isSandbox || run.replayOf !== null) return 0
  return cost.isKnown ? cost.usd : null
}

/** Over the time in which they were written. */
function sharedRate(runs: readonly Run[], rates: readonly (number | null)[]): number | null {
  const tokens = runs.map(({ message }) => (message === null ? null : countedOutput(message)))
  const seconds = rates.map((rate, index) => {
    const count = tokens[index] ?? null
    return rate === null || count === null || rate === 0 ? null : count / rate
  })
  const [sum, time] = [sumKnown(tokens), sumKnown(seconds)]
  return sum === null || time === null || time === 0 ? null : sum / time
}

/** The facts that one answer can be better at than another, and which way is better. */
export const RANKED = {
  firstToken: 'least',
  total: 'least',
  rate: 'most',
  cost: 'least',
} as const satisfies Partial<Record<keyof Facts, 'least' | 'most'>>
export type RankedFact = keyof typeof RANKED

export type Rank = 'best' | 'worst' | null

function isWhole({ state, stopReason }: Facts): boolean {
  return state === 'complete' && stopReason !== 'refusal' && !LOOP_REASONS.has(stopReason)
}

/**
 * How each column stands among those of its row. Only whole answers are ranked, none that was refused or that
 * its tools may go on with, and none at all while one still arrives; the cost of the sandbox is no cost. Values that read the same share a
 * rank; where all do there is none.
 */
export function ranksOf(row: readonly (Facts | null)[]): Record<RankedFact, Rank>[] {
  const isOpen = row.some((facts) => facts?.state === 'live')
  const rank = (fact: RankedFact): Rank[] => {
    const values = row.map((facts) => {
      if (isOpen || facts === null || !isWhole(facts)) return null
      const value = fact === 'cost' && facts.isSandbox ? null : facts[fact]
      return value === null ? null : asShown(fact, value)
    })
    const known = values.filter((value) => value !== null)
    const [low, high] = [Math.min(...known), Math.max(...known)]
    if (known.length < 2 || low === high) return values.map(() => null)
    const [best, worst] = RANKED[fact] === 'least' ? [low, high] : [high, low]
    return values.map((value) => (value === best ? 'best' : value === worst ? 'worst' : null))
  }
  const ranks = {
    firstToken: rank('firstToken'),
    total: rank('total'),
    rate: rank('rate'),
    cost: rank('cost'),
  }
  return row.map((_, column) => ({
    firstToken: ranks.firstToken[column] ?? null,
    total: ranks.total[column] ?? null,
    rate: ranks.rate[column] ?? null,
    cost: ranks.cost[column] ?? null,
  }))
}
