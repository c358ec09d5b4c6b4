import * as z from 'zod/mini'

/** What runs and screens call the key of the environment or file, which is no row of the table. */
export const FIRST_KEY = 'first'

export const LONGEST_KEY_NAME = 60
export const MOST_MODELS = 50
export const MOST_FALLBACKS = 3

/** Another try elsewhere; null = as the call has it. */
export interface Fallback {
  upstream: string | null
  model: string | null
}

/** What may be done with a key, and what Parley does for its calls. */
export interface KeyTerms {
  /** ms since the epoch; null = never. */
  expiresAt: number | null
  /** Null = all. */
  upstreams: string[] | null
  /** Exact ids, or beginnings that end in `*`; null = all. */
  models: string[] | null
  requestsPerMinute: number | null
  /** Of a UTC day: input, cached input and output. */
  tokensPerDay: number | null
  retry: boolean
  /** Tried in this order. */
  fallback: Fallback[]
  /** How long an answer may be given again; null = never. */
  cacheTtlSeconds: number | null
}

/** The base URL for a program with a key: that of an upstream which the key opens, by its name where it is not the default. */
export function baseUrlOf(
  origin: string,
  { upstreams }: Pick<KeyTerms, 'upstreams'>,
  defaultUpstream: string,
): string {
  const [first] = upstreams ?? []
  const isOpen = first === undefined || upstreams?.includes(defaultUpstream) === true
  return isOpen ? origin : `${origin}/u/${first}`
}

export type GatewayKeyState = 'active' | 'expired' | 'revoked'

/** A gateway key as the screens see it: never the key. */
export interface GatewayKeyView extends KeyTerms, KeyUse {
  id: string
  name: string
  /** Its last four characters. */
  hint: string
  createdAt: number
  revokedAt: number | null
  state: GatewayKeyState
}

/** What has been done with a key. */
export interface KeyUse {
  lastUsedAt: number | null
  /** Of this UTC day. */
  tokensToday: number
}

/** Answer of `GET /api/gateway-keys`: the first key's use, and the others, the oldest first. */
export interface GatewayKeyList {
  first: KeyUse
  keys: GatewayKeyView[]
}

/** Answer of `POST /api/gateway-keys`: the only one that holds the key. */
export interface CreatedGatewayKey {
  id: string
  key: string
  list: GatewayKeyList
}

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
const upstreamSchema = text(64)
const modelSchema = text(256)
/** A `*` stands for any ending, so only the last character can be one. */
const modelPatternSchema = modelSchema.check(
  z.regex(/^[^*]*\*?$/, 'may have a * only as its last character'),
)
const whole = (most: number) => z.nullable(z.int().check(z.gte(1), z.lte(most)))
const distinct = z.refine<string[]>(
  (list) => new Set(list).size === list.length,
  'must not name anything twice',
)

const fallbackSchema = z
  .strictObject({ upstream: z.nullable(upstreamSchema), model: z.nullable(modelSchema) })
  .check(
    z.refine(({ upstream, model }) => upstream !== null || model !== null, {
      error: 'must name an upstream or a model',
    }),
  )

const terms = {
  expiresAt: z.nullable(z.int().check(z.gte(0), z.lte(8_640_000_000_000_000))),
  upstreams: z.nullable(z.array(upstreamSchema).check(z.minLength(1), z.maxLength(100), distinct)),
  models: z.nullable(
    z.array(modelPatternSchema).check(z.minLength(1), z.maxLength(MOST_MODELS), distinct),
  ),
  requestsPerMinute: whole(1_000_000),
  tokensPerDay: whole(1_000_000_000_000),
  retry: z.boolean(),
  fallback: z.array(fallbackSchema).check(z.maxLength(MOST_FALLBACKS)),
  cacheTtlSeconds: whole(30 * 86_400),
}

/** Body of `POST /api/gateway-keys`; what is left out does not limit. */
export const newGatewayKeySchema = z.strictObject({
  name: text(LONGEST_KEY_NAME),
  expiresAt: z._default(terms.expiresAt, null),
  upstreams: z._default(terms.upstreams, null),
  models: z._default(terms.models, null),
  requestsPerMinute: z._default(terms.requestsPerMinute, null),
  tokensPerDay: z._default(terms.tokensPerDay, null),
  retry: z._default(terms.retry, false),
  fallback: z._default(terms.fallback, []),
  cacheTtlSeconds: z._default(terms.cacheTtlSeconds, null),
})
export type NewGatewayKey = z.infer<typeof newGatewayKeySchema>

/** Body of `PATCH /api/gateway-keys/{id}`. A revoked key stays so. */
export const patchGatewayKeySchema = z.partial(
  z.strictObject({ name: text(LONGEST_KEY_NAME), ...terms, revoked: z.literal(true) }),
)
export type PatchGatewayKey = z.infer<typeof patchGatewayKeySchema>

/** True when the list allows the model: by its id, or by a beginning that ends in `*`. */
export function allowsModel(models: readonly string[] | null, model: string): boolean {
  if (models === null) return true
  return models.some((one) =>
    one.endsWith('*') ? model.startsWith(one.slice(0, -1)) && model !== '' : one === model,
  )
}
