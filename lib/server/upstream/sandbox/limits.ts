import 'server-only'
import { ApiError } from '@/lib/wire/errors'
import type { HeaderList } from '../sink'

/** Per minute: the baseline's Tier 4 (claude-api.md §6). */
const TIER = { requests: 4_000, input: 2_000_000, output: 400_000 }

type Dimension = keyof typeof TIER
const DIMENSIONS = ['requests', 'input', 'output'] as const

interface Bucket {
  level: number
  /** When `level` was true, ms. */
  at: number
}
type Buckets = Record<Dimension, Bucket>

export interface Limits {
  /**
   * Takes one request out of the buckets of a model class and gives the headers that say what is
   * left; throws the 429 when a bucket is empty.
   */
  take(modelClass: string, inputTokens: number, outputTokens: number): HeaderList
}

/** Token buckets per model class, refilled continuously. */
export function createLimits(now: () => number): Limits {
  const classes = new Map<string, Buckets>()
  const bucketsOf = (modelClass: string): Buckets => {
    const at = now()
    let buckets = classes.get(modelClass)
    if (buckets === undefined) {
      const full = (dimension: Dimension) => ({ level: TIER[dimension], at })
      buckets = { requests: full('requests'), input: full('input'), output: full('output') }
      classes.set(modelClass, buckets)
    }
    for (const dimension of DIMENSIONS) refill(buckets[dimension], TIER[dimension], at)
    return buckets
  }
  return {
    take(modelClass, inputTokens, outputTokens) {
      const buckets = bucketsOf(modelClass)
      // Output counts as it was, not as `max_tokens` feared, so its bucket only has to hold something.
      const wanted = { requests: 1, input: Math.min(inputTokens, TIER.input), output: 1 }
      const short = DIMENSIONS.filter((name) => buckets[name].level < wanted[name])
      if (short.length > 0) throw limitError(short, wanted, buckets)
      const taken = { requests: 1, input: inputTokens, output: outputTokens }
      for (const name of DIMENSIONS) buckets[name].level -= taken[name]
      return limitHeaders(buckets)
    },
  }
}

function refill(bucket: Bucket, limit: number, at: number): void {
  bucket.level = Math.min(limit, bucket.level + ((at - bucket.at) * limit) / 60_000)
  bucket.at = at
}

const LIMIT_WORDS: Record<Dimension, string> = {
  requests: 'requests',
  input: 'input tokens',
  output: 'output tokens',
}

function limitError(
  short: readonly Dimension[],
  wanted: Record<Dimension, number>,
  buckets: Buckets,
): ApiError {
  const seconds = short.map((name) => ((wanted[name] - buckets[name].level) * 60) / TIER[name])
  const words = short.map((name) => `${TIER[name].toLocaleString('en')} ${LIMIT_WORDS[name]}`)
  return new ApiError(
    429,
    `This request would exceed the sandbox's rate limit of ${words.join(' and ')} per minute.`,
    {
      headers: {
        'retry-after': String(Math.max(1, Math.ceil(Math.max(...seconds)))),
        ...Object.fromEntries(limitHeaders(buckets)),
      },
    },
  )
}

function limitHeaders(buckets: Buckets): HeaderList {
  const thousands = (level: number) => Math.max(0, Math.round(level / 1000) * 1000)
  const [input, output] = [thousands(buckets.input.level), thousands(buckets.output.level)]
  const resets = {
    requests: fullAt(buckets.requests, TIER.requests),
    input: fullAt(buckets.input, TIER.input),
    output: fullAt(buckets.output, TIER.output),
  }
  const rows: [name: string, limit: number, remaining: number, reset: number][] = [
    ['requests', TIER.requests, Math.max(0, Math.floor(buckets.requests.level)), resets.requests],
    ['tokens', TIER.input + TIER.output, input + output, Math.max(resets.input, resets.output)],
    ['input-tokens', TIER.input, input, resets.input],
    ['output-tokens', TIER.output, output, resets.output],
  ]
  return rows.flatMap(
    ([name, limit, remaining, reset]): HeaderList => [
      [`anthropic-ratelimit-${name}-limit`, String(limit)],
      [`anthropic-ratelimit-${name}-remaining`, String(remaining)],
      [`anthropic-ratelimit-${name}-reset`, rfc3339(reset)],
    ],
  )
}

/** When the bucket will be full again. */
function fullAt(bucket: Bucket, limit: number): number {
  return bucket.at + ((limit - bucket.level) * 60_000) / limit
}

function rfc3339(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}
