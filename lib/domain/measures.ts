import { findModel } from './models'
import { median } from './statistics/median'

/** A median, and of how many runs: not each run has each figure. */
export interface MeasuredFigure {
  median: number
  of: number
}

/** What the latest complete runs of one model at one upstream came to. */
export interface Measure {
  upstream: string
  /** As {@link measuredName} has it. */
  model: string
  /** True where the built-in sandbox answered: no model was measured. */
  isSandbox: boolean
  /** How many runs were looked at. */
  runs: number
  /** Milliseconds to the first token; of streams only. */
  firstToken: MeasuredFigure | null
  tokensPerSecond: MeasuredFigure | null
  /** USD per run, where it is known. */
  cost: MeasuredFigure | null
}

/** Answer of `GET /api/measures`. */
export interface Measures {
  measures: Measure[]
}

/** Fewer runs than this make a figure that says how few. */
export const ENOUGH_RUNS = 5

/** The latest runs of a model at an upstream that a median is made from. */
export const MEASURED_RUNS = 200

/** What is kept of a run to measure by. */
export interface MeasuredRun {
  upstream: string
  model: string
  isSandbox: boolean
  createdAt: number
  firstToken: number | null
  tokensPerSecond: number | null
  cost: number | null
}

/** The name under which a model is measured: a run asked by its alias is one of the same model. */
export function measuredName(model: string): string {
  return findModel(model)?.id ?? model
}

/** Medians of each model at each upstream, over the latest {@link MEASURED_RUNS} runs of it. */
export function measureRuns(runs: readonly MeasuredRun[]): Measure[] {
  const groups = new Map<string, MeasuredRun[]>()
  for (const run of runs) {
    const key = JSON.stringify([run.upstream, measuredName(run.model), run.isSandbox])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [run])
    else group.push(run)
  }
  return [...groups.values()].flatMap((group) => {
    const latest = group.sort((a, b) => b.createdAt - a.createdAt).slice(0, MEASURED_RUNS)
    const [first] = latest
    if (first === undefined) return []
    const { upstream, model, isSandbox } = first
    return {
      ...{ upstream, model: measuredName(model), isSandbox },
      runs: latest.length,
      firstToken: figureOf(latest.map(({ firstToken }) => firstToken)),
      tokensPerSecond: figureOf(latest.map(({ tokensPerSecond }) => tokensPerSecond)),
      cost: figureOf(latest.map(({ cost }) => cost)),
    }
  })
}

function figureOf(values: readonly (number | null)[]): MeasuredFigure | null {
  const known = values.filter((value) => value !== null)
  const middle = median(known)
  return middle === null ? null : { median: middle, of: known.length }
}
