import * as z from 'zod/mini'
import { findModel } from './models'
import type { ModelPrice } from './models-row'

/** More than this, in USD per million tokens, is a slip of the hand. */
export const HIGHEST_RATE = 10_000
const MOST_OWN_PRICES = 500

const rateSchema = z.number().check(z.gte(0), z.lte(HIGHEST_RATE))

/** A price of the person's own, with the day from which it is known. */
export const modelPriceSchema = z.strictObject({
  asOf: z.iso.date(),
  input: rateSchema,
  output: rateSchema,
  cacheRead: z.nullable(rateSchema),
  above: z.optional(
    z.strictObject({
      promptTokens: z.int().check(z.gte(1), z.lte(100_000_000)),
      input: rateSchema,
      output: rateSchema,
      cacheRead: rateSchema,
    }),
  ),
})

const modelIdSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(256))

/** The person's own prices by model id; they go before the built-in ones. */
export const pricesSchema = z.record(modelIdSchema, modelPriceSchema).check(
  z.refine((prices) => Object.keys(prices).length <= MOST_OWN_PRICES, {
    error: `At most ${MOST_OWN_PRICES} models can have a price of their own.`,
  }),
)
export type Prices = Readonly<Record<string, z.infer<typeof modelPriceSchema>>>

/** Changes of some prices; null returns to the built-in one, or to none. */
export const patchPricesSchema = z.record(modelIdSchema, z.nullable(modelPriceSchema))

/** A price, and whose word it is. */
export interface KnownPrice {
  price: ModelPrice
  source: 'built-in' | 'yours'
}

/** The price of a model by id or alias: the person's own, else the built-in one, else none. */
export function priceOf(model: string, own: Prices): KnownPrice | null {
  const row = findModel(model)
  const names = [model, row?.id, row?.alias]
  const name = names.find((one) => one !== undefined && Object.hasOwn(own, one))
  const yours = name === undefined ? undefined : own[name]
  if (yours !== undefined) return { price: toModelPrice(yours), source: 'yours' }
  return row?.price == null ? null : { price: row.price, source: 'built-in' }
}

/** An absent `above` is left out, where zod's type says that it may be undefined. */
function toModelPrice({ above, ...price }: Prices[string]): ModelPrice {
  return above === undefined ? price : { ...price, above }
}

/** The own prices after a change of some of them. */
export function mergePrices(
  own: Prices,
  patch: z.infer<typeof patchPricesSchema>,
): Record<string, Prices[string]> {
  const merged = new Map(Object.entries(own))
  for (const [model, price] of Object.entries(patch)) {
    if (price === null) merged.delete(model)
    else merged.set(model, price)
  }
  return Object.fromEntries(merged)
}
