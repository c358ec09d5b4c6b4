/** Header fields in order, names in lower case. */
type Headers = readonly (readonly [name: string, value: string])[]

/** Known to OpenAI's clients under the same name. */
const PASSED: ReadonlySet<string> = new Set([
  'request-id',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
])

/** Limits under OpenAI's names; it knows of no more than these two (claude-api.md §6, §11). */
const LIMITS: ReadonlyMap<string, string> = new Map(
  ['requests', 'tokens'].flatMap((kind) =>
    ['limit', 'remaining', 'reset'].map((field) => [
      `anthropic-ratelimit-${kind}-${field}`,
      `x-ratelimit-${field}-${kind}`,
    ]),
  ),
)

/**
 * The headers of a Messages answer for a client of OpenAI's: what it knows, and all of
 * `anthropic-*` beside it. The body's own headers are not among them: the body is another.
 */
export function toOpenAiHeaders(headers: Headers, now: number): [name: string, value: string][] {
  return [
    ...headers.flatMap(([name, value]) => toOpenAiHeader(name, value, now)),
    ['openai-version', '2020-10-01'],
    ['openai-processing-ms', ''],
  ]
}

function toOpenAiHeader(name: string, value: string, now: number): [string, string][] {
  // Its SDK reads the id from no other header.
  if (name === 'request-id')
    return [
      [name, value],
      ['x-request-id', value],
    ]
  if (PASSED.has(name)) return [[name, value]]
  if (!name.startsWith('anthropic-')) return []
  const limit = LIMITS.get(name)
  const mapped = limit?.includes('-reset-') ? durationUntil(value, now) : value
  return limit === undefined || mapped === null
    ? [[name, value]]
    : [
        [name, value],
        [limit, mapped],
      ]
}

/** The time that is left, as `6s` or `1m0s`; null for what is no time. */
function durationUntil(time: string, now: number): string | null {
  const at = Date.parse(time)
  if (Number.isNaN(at)) return null
  // Rounded up: a client that waits no longer than it is told must not come too early.
  const total = Math.max(0, Math.ceil((at - now) / 1000))
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = `${total % 60}s`
  if (hours > 0) return `${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${minutes}m${seconds}` : seconds
}
