import {
  allowsModel,
  type Fallback,
  type GatewayKeyView,
  type KeyTerms,
  MOST_MODELS,
} from './gateway-keys'

const DAY = 86_400_000

/** How long a new key is to live: days from now, a day of the calendar, or what it has. */
export const EXPIRIES = ['7', '30', '90', 'never', 'date'] as const
export type Expiry = (typeof EXPIRIES)[number] | 'keep'

/** Seconds for which an answer is kept, as offered; 0 = not at all. */
export const CACHE_TTLS = [0, 60, 300, 3600, 86_400, 604_800] as const

/** The fields of a key while they are typed; texts where what is wrong must be able to stay. */
export interface KeyFields {
  name: string
  expiry: Expiry
  /** As a date field writes it. */
  date: string
  upstreams: string[] | null
  /** Empty = all. */
  models: string[]
  requestsPerMinute: string
  tokensPerDay: string
  retry: boolean
  /** Empty model = as the call has it. */
  fallback: { upstream: string | null; model: string }[]
  cacheTtlSeconds: number
}

export type FallbackProblem = 'same' | 'notAllowed'

/** What is wrong, by field. */
export interface KeyErrors {
  name?: 'noName' | undefined
  date?: 'noDate' | 'past' | undefined
  models?: 'tooMany' | 'star' | undefined
  requestsPerMinute?: 'whole' | undefined
  tokensPerDay?: 'whole' | undefined
  /** One for each fallback. */
  fallback?: (FallbackProblem | null)[] | undefined
}

/** A name and terms as they are sent; an expiry that is kept is not among them. */
export type KeyDraft = Omit<KeyTerms, 'expiresAt'> & { name: string; expiresAt?: number | null }

export function fieldsOf(key: GatewayKeyView | null): KeyFields {
  return {
    name: key?.name ?? '',
    expiry: key === null ? '90' : key.expiresAt === null ? 'never' : 'keep',
    date: '',
    upstreams: key?.upstreams ?? null,
    models: key?.models ?? [],
    requestsPerMinute: key?.requestsPerMinute?.toString() ?? '',
    tokensPerDay: key?.tokensPerDay?.toString() ?? '',
    retry: key?.retry ?? false,
    fallback: (key?.fallback ?? []).map(({ upstream, model }) => ({
      upstream,
      model: model ?? '',
    })),
    cacheTtlSeconds: key?.cacheTtlSeconds ?? 0,
  }
}

/** What was typed, or what is wrong with it by field. */
export function readKeyFields(
  fields: KeyFields,
  now: number,
): { draft: KeyDraft; errors: null } | { draft: null; errors: KeyErrors } {
  const errors: KeyErrors = {}
  const number = (name: 'requestsPerMinute' | 'tokensPerDay', most: number) => {
    const count = parseCount(fields[name], most)
    if (count === undefined) errors[name] = 'whole'
    return count ?? null
  }
  const name = fields.name.trim()
  if (name === '') errors.name = 'noName'
  const dateProblem = problemOfDate(fields, now)
  if (dateProblem !== undefined) errors.date = dateProblem
  if (fields.models.length > MOST_MODELS) errors.models = 'tooMany'
  if (fields.models.some((model) => model.slice(0, -1).includes('*'))) errors.models = 'star'
  const fallback = fields.fallback.map(({ upstream, model }): Fallback => {
    return { upstream, model: model.trim() || null }
  })
  const models = fields.models.length === 0 ? null : fields.models
  const problems = fallback.map((one) => problemOfFallback(one, fields.upstreams, models))
  if (problems.some((problem) => problem !== null)) errors.fallback = problems
  const draft: KeyDraft = {
    name,
    ...(fields.expiry === 'keep' ? {} : { expiresAt: expiryOf(fields, now) }),
    upstreams: fields.upstreams,
    models,
    requestsPerMinute: number('requestsPerMinute', 1_000_000),
    tokensPerDay: number('tokensPerDay', 1_000_000_000_000),
    retry: fields.retry,
    fallback,
    cacheTtlSeconds: fields.cacheTtlSeconds || null,
  }
  return Object.keys(errors).length === 0 ? { draft, errors: null } : { draft: null, errors }
}

/** A whole number with its thousands marked as they may be; null = none typed, undefined = no such number. */
function parseCount(text: string, most: number): number | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,._']/g, '')
  if (plain === '') return null
  const count = /^\d{1,15}$/.test(plain) ? Number(plain) : 0
  return count >= 1 && count <= most ? count : undefined
}

function problemOfDate({ expiry, date }: KeyFields, now: number): KeyErrors['date'] {
  if (expiry !== 'date') return undefined
  const end = endOfDay(date)
  if (end === null) return 'noDate'
  return end <= now ? 'past' : undefined
}

function problemOfFallback(
  { upstream, model }: Fallback,
  upstreams: readonly string[] | null,
  models: readonly string[] | null,
): FallbackProblem | null {
  if (upstream === null && model === null) return 'same'
  const isElsewhere = upstream !== null && upstreams !== null && !upstreams.includes(upstream)
  return isElsewhere || (model !== null && !allowsModel(models, model)) ? 'notAllowed' : null
}

function expiryOf({ expiry, date }: KeyFields, now: number): number | null {
  if (expiry === 'never') return null
  return expiry === 'date' ? endOfDay(date) : now + Number(expiry) * DAY
}

/** When a day is over, by this machine's calendar. */
function endOfDay(date: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (match === null) return null
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  return new Date(year, month - 1, day + 1).getTime()
}
