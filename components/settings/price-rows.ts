import { findModel } from '@/lib/domain/models'
import type { ModelRow } from '@/lib/domain/models-row'
import { MODEL_TABLE } from '@/lib/domain/models-table'
import { type KnownPrice, type Prices, priceOf } from '@/lib/domain/prices'

/** A line of the price table. */
export interface PriceLine {
  /** The id under which a price of one's own is kept. */
  model: string
  row: ModelRow | null
  known: KnownPrice | null
}

/** The models of the table, then those that have a price of one's own and no row there: beside the way to add one. */
export function priceLines(own: Prices): PriceLine[] {
  const foreign = Object.keys(own)
    .filter((model) => findModel(model) === undefined)
    .sort()
  return [
    ...MODEL_TABLE.map((row) => ({
      model: row.alias !== undefined && Object.hasOwn(own, row.alias) ? row.alias : row.id,
      row,
      known: priceOf(row.id, own),
    })),
    ...foreign.map((model) => ({ model, row: null, known: priceOf(model, own) })),
  ]
}

/** True for a model that nobody asks any more, unless the person has priced it. */
export function isPast({ row, known }: PriceLine): boolean {
  return row !== null && row.lifecycle !== 'active' && known?.source !== 'yours'
}
