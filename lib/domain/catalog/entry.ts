import { type Life, lifeOf } from '../lifecycle'
import type { Measure } from '../measures'
import { measuredName } from '../measures'
import { choiceKey } from '../model-choice'
import { classOf, knownLine, type ModelClass, type ModelLine } from '../model-lines'
import { compareModels, findModel, type ModelInfo, nameOfModel } from '../models'
import { modelInfo } from '../models-info'
import { type KnownPrice, type Prices, priceOf } from '../prices'

/** What an upstream lists, and what it is called on the screens. */
export interface ListedModels {
  upstream: string
  label: string
  isSandbox: boolean
  models: readonly ModelInfo[]
}

/** A model at an upstream, with all that is known of it; null: nobody says. */
export interface CatalogEntry {
  /** As {@link choiceKey} has it. */
  key: string
  upstream: string
  /** What the upstream is called. */
  place: string
  isSandbox: boolean
  name: string
  /** What its upstream says, and where that says nothing, the built-in table. */
  model: ModelInfo
  line: ModelLine | null
  class: ModelClass | null
  life: Life | null
  price: KnownPrice | null
  measure: Measure | null
}

interface Known {
  prices: Prices
  measures: readonly Measure[]
  now: Date
}

/** All models of some upstreams: the living before the dying, the newer before the older, upstreams in their order. */
export function catalogOf(lists: readonly ListedModels[], known: Known): CatalogEntry[] {
  const measures = new Map(
    known.measures.map((one) => [choiceKey({ upstream: one.upstream, model: one.model }), one]),
  )
  return lists
    .flatMap(({ upstream, label, isSandbox, models }) =>
      models.map((listed) => {
        const model = withTable(listed)
        const line = knownLine(model.line)
        return {
          key: choiceKey({ upstream, model: model.id }),
          ...{ upstream, place: label, isSandbox, model, line },
          name: nameOfModel(model),
          class: line === null ? null : classOf(line),
          life: lifeOf(model, known.now),
          price: priceOf(model.id, known.prices),
          measure: measures.get(choiceKey({ upstream, model: measuredName(model.id) })) ?? null,
        }
      }),
    )
    .sort((a, b) => compareModels(a.model, b.model))
}

/** A model object of the baseline's shape has four fields only: the rest by the built-in table. */
function withTable(listed: ModelInfo): ModelInfo {
  const row = findModel(listed.id)
  if (row === undefined) return listed
  const known = modelInfo(row)
  return {
    ...listed,
    lifecycle: listed.lifecycle ?? known.lifecycle,
    line: listed.line ?? known.line,
    deprecated_at: listed.deprecated_at ?? known.deprecated_at,
    retires_at: listed.retires_at ?? known.retires_at,
    max_input_tokens: listed.max_input_tokens ?? known.max_input_tokens,
    max_tokens: listed.max_tokens ?? known.max_tokens,
    capabilities: listed.capabilities ?? known.capabilities,
  }
}
