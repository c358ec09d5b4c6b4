import { type Facts, RANKED, type RankedFact } from '../comparison/facts'
import { type Interval, medianInterval } from '../statistics/interval'
import { median } from '../statistics/median'
import { bestSample } from '../statistics/verdict'
import { type Cell, isOverSweep, type Sweep, type SweepState } from './sweep'

/** The figures of a matrix's columns. */
export const FIGURES = ['firstToken', 'total', 'rate', 'outTokens', 'cost'] as const
export type Figure = (typeof FIGURES)[number]

/** One figure of one variant. */
export interface Sample {
  /** Of the answers that ended well and have it: a refusal is fast and cheap, and no answer. */
  values: number[]
  median: number | null
  /** Null where there are too few runs for one. */
  interval: Interval | null
}

/** What the runs of one variant have shown. */
export interface VariantResult {
  /** Cells in all. */
  count: number
  done: number
  failed: number
  /** By somebody, or because their column was removed. */
  stopped: number
  /** Of those that are done: refused by the model, and cut short at max_tokens. */
  refused: number
  cut: number
  /** Its answers are of the sandbox, so that they cost nothing and their times are made up. */
  isSandbox: boolean
  samples: Record<Figure, Sample>
}

/** The results of all variants, in order. */
export function resultsOf({
  variants,
  cells,
}: Pick<Sweep, 'cells'> & { variants: readonly unknown[] }): VariantResult[] {
  return variants.map((_, variant) => resultOf(cells.filter((cell) => cell.variant === variant)))
}

function resultOf(cells: readonly Cell[]): VariantResult {
  const whole = cells.flatMap(({ state, facts }) => (state === 'done' && facts ? [facts] : []))
  const answered = whole.filter(({ stopReason }) => stopReason !== 'refusal')
  const sample = (figure: Figure) => sampleOf(answered, figure)
  return {
    count: cells.length,
    done: cells.filter(({ state }) => state === 'done').length,
    failed: cells.filter(({ state }) => state === 'failed').length,
    stopped: cells.filter(({ state }) => state === 'stopped').length,
    refused: whole.length - answered.length,
    cut: whole.filter(({ stopReason }) => stopReason === 'max_tokens').length,
    isSandbox: whole.some((facts) => facts.isSandbox),
    samples: {
      firstToken: sample('firstToken'),
      total: sample('total'),
      rate: sample('rate'),
      outTokens: sample('outTokens'),
      cost: sample('cost'),
    },
  }
}

function sampleOf(facts: readonly Facts[], figure: Figure): Sample {
  const values = facts.flatMap((one) => one[figure] ?? [])
  return { values, median: median(values), interval: medianInterval(values) }
}

/** The index of a variant, or why none is named. */
export type Best = number | 'early' | null | undefined

/**
 * Which variant is best at a figure; null where there are not enough runs to tell, undefined where there are
 * no two to compare: answers of the sandbox are not held against paid ones, nor by what they cost. `early`
 * while the sweep may go on: the confidence of the intervals is that of a number of runs that was set before,
 * and whoever looks after each run and stops at the first that stands out is misled more often.
 */
export function bestVariant(
  state: SweepState,
  results: readonly VariantResult[],
  figure: RankedFact,
): Best {
  const isPaidOnly = figure === 'cost' || results.some(({ isSandbox }) => !isSandbox)
  const compared = results.flatMap(({ isSandbox, samples }, variant) =>
    isPaidOnly && isSandbox ? [] : [{ variant, values: samples[figure].values }],
  )
  if (compared.length < 2) return undefined
  if (!isOverSweep(state)) return 'early'
  const better = RANKED[figure] === 'least' ? 'lowest' : 'highest'
  const best = bestSample(
    compared.map(({ values }) => values),
    better,
  )
  return best === null ? null : compared[best]?.variant
}

/** How many cells are in each state. */
export function progressOf(cells: readonly Cell[]): Record<Cell['state'], number> {
  const count = (state: Cell['state']) => cells.filter((cell) => cell.state === state).length
  return {
    waiting: count('waiting'),
    begun: count('begun'),
    done: count('done'),
    failed: count('failed'),
    stopped: count('stopped'),
  }
}
