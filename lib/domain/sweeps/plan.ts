import type { ChatSettings } from '../chat-settings'
import type { Withholdable } from '../conversation'
import { capTokens, type Judgement, judge, type Reason, refusalOf } from '../judge'
import { modelFactsOf } from '../model-facts'
import type { ModelInfo } from '../models'
import type { EffortLevel } from '../models-row'
import type { Choice } from './sweep'

/** What a grid goes through; an empty axis stays as the settings have it. Null = the API's default. */
export interface Axes {
  models: readonly { upstream: string; model: string }[]
  efforts: readonly (EffortLevel | null)[]
  temperatures: readonly (number | null)[]
  systems: readonly { name: string; text: string }[]
}

/** One point of the grid, and how it goes out. */
export interface GridPoint {
  choice: Choice
  settings: ChatSettings
  judgement: Judgement
}

/** A point that would be refused, or asked otherwise than it says: it is not asked at all. */
export interface LeftOut {
  choice: Choice
  refusals: { field: Withholdable; reason: Reason }[]
}

/** The points of a grid: those that go, and those that are left out with the reasons. */
export function planGrid(
  base: ChatSettings,
  axes: Axes,
  modelsOf: (upstream: string) => readonly ModelInfo[] | undefined,
): { planned: GridPoint[]; leftOut: LeftOut[] } {
  const planned: GridPoint[] = []
  const leftOut: LeftOut[] = []
  for (const { choice, patch } of pointsOf(axes)) {
    const settings = { ...base, ...patch }
    const models = modelsOf(settings.upstream)
    const judgement = judge(settings, models)
    if (judgement.withheld.length === 0) planned.push({ choice, settings, judgement })
    else leftOut.push({ choice, refusals: refusalsOf(settings, judgement.withheld, models) })
  }
  return { planned, leftOut }
}

interface Point {
  choice: Choice
  patch: Partial<ChatSettings>
}

const NOTHING: Point = { choice: {}, patch: {} }

function pointsOf({ models, efforts, temperatures, systems }: Axes): Point[] {
  const all: Point[][] = [
    models.map((place) => ({ choice: place, patch: place })),
    efforts.map((effort) => ({ choice: { effort }, patch: { effort } })),
    temperatures.map((temperature) => ({ choice: { temperature }, patch: { temperature } })),
    systems.map(({ name, text }) => ({
      choice: { system: name },
      patch: { system: text, systemBlocks: null },
    })),
  ]
  return all
    .filter((axis) => axis.length > 0)
    .reduce<Point[]>(
      (points, axis) => points.flatMap((point) => axis.map((step) => joined(point, step))),
      [NOTHING],
    )
}

function joined(a: Point, b: Point): Point {
  return { choice: { ...a.choice, ...b.choice }, patch: { ...a.patch, ...b.patch } }
}

function refusalsOf(
  settings: ChatSettings,
  withheld: readonly Withholdable[],
  models: readonly ModelInfo[] | undefined,
): LeftOut['refusals'] {
  const facts = modelFactsOf(
    settings.model,
    models?.find(({ id }) => id === settings.model),
  )
  const capped = capTokens(settings, facts)
  return withheld.flatMap((field) => {
    const reason = refusalOf(field, capped, facts)
    return reason === null ? [] : [{ field, reason }]
  })
}
