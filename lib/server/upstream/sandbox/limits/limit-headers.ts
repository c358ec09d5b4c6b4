import 'server-only'
import type { HeaderList } from '../../sink'
import type { Bucket } from './bucket'

/** A bucket under its limit of the moment. */
export interface Held {
  bucket: Bucket
  limit: number
}

interface Tokens {
  input: Held
  output: Held
}

type Row = [family: string, limit: number, remaining: number, reset: number]

/** What is left of requests and tokens, as the API says it (claude-api.md §6). */
export function limitHeaders(
  requests: Held,
  tokens: Tokens | null,
  fast: Tokens | null,
): HeaderList {
  const rows: Row[] = [requestRow(requests)]
  if (tokens !== null) rows.push(...tokenRows('anthropic-ratelimit', tokens), sumRow(tokens))
  if (fast !== null) rows.push(...tokenRows('anthropic-fast', fast))
  return rows.flatMap(
    ([family, limit, remaining, reset]): HeaderList => [
      [`${family}-limit`, String(limit)],
      [`${family}-remaining`, String(remaining)],
      [`${family}-reset`, rfc3339(reset)],
    ],
  )
}

function requestRow({ bucket, limit }: Held): Row {
  // Levels are sums of fractions: 3.9999999 is 4.
  const left = Math.max(0, Math.floor(bucket.level(limit) + 0.001))
  return ['anthropic-ratelimit-requests', limit, left, bucket.fullAt()]
}

function tokenRows(prefix: string, { input, output }: Tokens): Row[] {
  return [
    [`${prefix}-input-tokens`, input.limit, thousands(input), input.bucket.fullAt()],
    [`${prefix}-output-tokens`, output.limit, thousands(output), output.bucket.fullAt()],
  ]
}

/** No single token limit is the most restrictive one here, so this family is both together. */
function sumRow({ input, output }: Tokens): Row {
  return [
    'anthropic-ratelimit-tokens',
    input.limit + output.limit,
    thousands(input) + thousands(output),
    Math.max(input.bucket.fullAt(), output.bucket.fullAt()),
  ]
}

const thousands = ({ bucket, limit }: Held) =>
  Math.max(0, Math.round(bucket.level(limit) / 1000) * 1000)

function rfc3339(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}
