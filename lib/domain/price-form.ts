import type { ModelPrice } from './models-row'
import { HIGHEST_RATE, type Prices } from './prices'

/** The fields of a price while it is typed; as texts, so that what is wrong can stay there. */
export interface PriceFields {
  model: string
  input: string
  output: string
  /** Empty = a tenth of the input rate (claude-api.md §7). */
  cacheRead: string
  asOf: string
  /** The rates for long prompts, where the model has some. */
  above: { promptTokens: number; input: string; output: string; cacheRead: string } | null
}

export type RateField = 'input' | 'output' | 'cacheRead'
export type PriceError = 'noModel' | 'takenModel' | 'rate' | 'day'
export type PriceErrors = Partial<
  Record<'model' | 'asOf' | RateField | `above.${RateField}`, PriceError>
>

/** Share of the input rate that a cached token costs where nothing else is said. */
const CACHE_READ = 0.1

/** The fields of a price that is to be changed, or of a new one (null), dated today. */
export function fieldsOf(model: string, price: ModelPrice | null, today: string): PriceFields {
  const above = price?.above
  return {
    model,
    input: price === null ? '' : String(price.input),
    output: price === null ? '' : String(price.output),
    cacheRead: price?.cacheRead == null ? '' : String(price.cacheRead),
    asOf: today,
    above:
      above === undefined
        ? null
        : {
            promptTokens: above.promptTokens,
            input: String(above.input),
            output: String(above.output),
            cacheRead: String(above.cacheRead),
          },
  }
}

/** USD per million tokens as a person types it: "4", "$0.25", full-width digits. Null = none of that. */
export function parseRate(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^\$\s*/, '')
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const rate = Number(plain)
  return rate <= HIGHEST_RATE ? rate : null
}

/** The cache rate that holds while none is typed. */
export function usualCacheRead(input: string): number | null {
  const rate = parseRate(input)
  return rate === null ? null : Number((rate * CACHE_READ).toFixed(8))
}

/** The price that was typed, or what is wrong with it by field. `taken` = models that have a row. */
export function readFields(
  fields: PriceFields,
  taken: ReadonlySet<string>,
): { price: Prices[string]; errors: null } | { price: null; errors: PriceErrors } {
  const errors: PriceErrors = {}
  const model = fields.model.trim()
  if (model === '') errors.model = 'noModel'
  else if (taken.has(model)) errors.model = 'takenModel'
  if (!isDay(fields.asOf)) errors.asOf = 'day'
  const rates = readRates(fields, (field) => {
    errors[field] = 'rate'
  })
  const above =
    fields.above === null
      ? null
      : readRates(fields.above, (field) => {
          errors[`above.${field}`] = 'rate'
        })
  if (Object.keys(errors).length > 0) return { price: null, errors }
  const { above: long, asOf } = fields
  return {
    price: {
      asOf,
      ...rates,
      ...(above === null || long === null
        ? {}
        : { above: { promptTokens: long.promptTokens, ...above } }),
    },
    errors: null,
  }
}

function readRates(fields: Record<RateField, string>, refuse: (field: RateField) => void) {
  const read = (field: RateField, text: string) => {
    const rate = parseRate(text)
    if (rate === null) refuse(field)
    return rate ?? 0
  }
  const input = read('input', fields.input)
  const cached = fields.cacheRead.trim()
  return {
    input,
    output: read('output', fields.output),
    cacheRead: cached === '' ? (usualCacheRead(fields.input) ?? 0) : read('cacheRead', cached),
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}
