import 'server-only'
import type { LimitTier, TokenRates } from '@/lib/domain/limit-tiers'
import { ApiError } from '@/lib/wire/errors'
import type { HeaderList } from '../../sink'
import { type Bucket, createBucket } from './bucket'
import { type Held, limitHeaders } from './limit-headers'

/** A Messages call as the limits see it. */
export interface MessagesLoad {
  /** Models of one class share their buckets. */
  modelClass: string
  /** Has token buckets of its own (claude-api.md §6). */
  isFast: boolean
  /** What was not read from the cache: input and cache creation (§6). */
  input: number
  /** All that the answer holds, known in advance here; an answer that breaks off counts whole. */
  output: number
}

export type RequestPool = keyof LimitTier['requests']

export interface Limits {
  /**
   * Takes one Messages call out of its buckets and gives the headers that say what is left; throws
   * the 429 where a bucket is too empty, and then takes nothing.
   */
  take(load: MessagesLoad): HeaderList
  /** Takes one request to another endpoint; throws the 429 where its bucket is empty. */
  takeRequest(pool: RequestPool): void
}

/** Token buckets, each refilled continuously, under the tier of the moment. */
export function createLimits(now: () => number, tier: () => LimitTier): Limits {
  const buckets = new Map<string, Bucket>()
  const hold = (name: string, limit: number): Held => {
    const bucket = buckets.get(name) ?? createBucket(now)
    buckets.set(name, bucket)
    return { bucket, limit }
  }
  return {
    take({ modelClass, isFast, input, output }) {
      const { messages, byLine } = tier()
      const rates: TokenRates = byLine?.[modelClass] ?? messages
      const holdTokens = (kind: string) => ({
        input: hold(`${modelClass} ${kind} input`, rates.input),
        output: hold(`${modelClass} ${kind} output`, rates.output),
      })
      const requests = hold(`${modelClass} requests`, rates.requests)
      const standard = holdTokens('standard')
      // No source has figures for fast mode: those of its class, in buckets of its own.
      const fast = isFast ? holdTokens('fast') : null
      const tokens = fast ?? standard
      const demands: Demand[] = [
        { held: requests, unit: 'requests', needed: 1, used: 1 },
        { held: tokens.input, unit: 'input tokens', needed: input, used: input },
        // Upstream cannot know how long an answer will be: it begins one while any output is left.
        { held: tokens.output, unit: 'output tokens', needed: Math.min(1, output), used: output },
      ]
      return takeAll(demands, () => limitHeaders(requests, standard, fast))
    },
    takeRequest(pool) {
      const requests = hold(pool, tier().requests[pool])
      const demand: Demand = { held: requests, unit: 'requests', needed: 1, used: 1 }
      takeAll([demand], () => limitHeaders(requests, null, null))
    },
  }
}

interface Demand {
  held: Held
  unit: string
  /** What must be there for the call to pass. */
  needed: number
  /** What the call takes. More than a full bucket holds empties it, and is not owed. */
  used: number
}

function takeAll(demands: readonly Demand[], headers: () => HeaderList): HeaderList {
  const short = demands
    .map(({ held, unit, needed }) => ({
      ...held,
      unit,
      wait: held.bucket.wait(needed, held.limit),
    }))
    .filter(({ wait }) => wait > 0)
  if (short.length > 0) {
    const words = short.map(({ limit, unit }) => `${limit.toLocaleString('en')} ${unit}`)
    const seconds = Math.ceil(Math.max(...short.map(({ wait }) => wait)) / 1000)
    throw new ApiError(
      429,
      `This request would exceed the sandbox's rate limit of ${words.join(' and ')} per minute.`,
      { headers: { 'retry-after': String(seconds), ...Object.fromEntries(headers()) } },
    )
  }
  for (const { held, used } of demands) held.bucket.take(used, held.limit)
  return headers()
}
