import 'server-only'
import type { HeaderList, Upstream } from './sink'

/** Asked for and answered under the same name (claude-api.md §1.1, §1.3). */
export const WORKSPACE_HEADER = 'anthropic-workspace-id'

/** Belong to one connection, never to the next (RFC 9110 §7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** What a client tells Parley and no upstream: its credential, its browser, its route here. */
const NOT_FORWARDED = new Set([
  ...HOP_BY_HOP,
  'host',
  'expect',
  'x-api-key',
  'authorization',
  'cookie',
  'origin',
  'referer',
  'forwarded',
  'via',
  'x-real-ip',
  'x-nonce',
  'content-security-policy',
])

/** What an upstream tells its own clients and Parley's must not obey: cookies, redirects, page policies. */
const NOT_RETURNED = new Set([
  ...HOP_BY_HOP,
  'set-cookie',
  'set-cookie2',
  'location',
  'refresh',
  'content-security-policy',
  'content-security-policy-report-only',
  'clear-site-data',
  'strict-transport-security',
  'alt-svc',
  'nel',
  'report-to',
  'reporting-endpoints',
])

const REQUEST_PREFIXES = [
  'x-forwarded-',
  'x-parley-',
  'x-sandbox-',
  'sec-',
  'x-middleware-',
  'x-nextjs-',
  'proxy-',
]
// Next takes `x-middleware-*` of a route's answer for orders to itself, and fails.
const RESPONSE_PREFIXES = ['access-control-', 'proxy-', 'x-parley-', 'x-middleware-']

/** The headers that go upstream: all but the connection's, the client's credential and the browser's. */
export function forwardable(headers: Iterable<readonly [string, string]>): HeaderList {
  return pick(headers, NOT_FORWARDED, REQUEST_PREFIXES)
}

/** The headers that come back to the client. */
export function returnable(headers: Iterable<readonly [string, string]>): HeaderList {
  return pick(headers, NOT_RETURNED, RESPONSE_PREFIXES)
}

/** The first value of a header, by its lower-case name. */
export function header(headers: HeaderList, name: string): string | null {
  return headers.find(([key]) => key === name)?.[1] ?? null
}

/**
 * Whether an answer is a stream of events: names of media types know no case (RFC 9110 §8.3.1), and
 * an error is none, whatever its server calls it (claude-api.md item 55).
 */
export function isEventStream(status: number, headers: HeaderList): boolean {
  const type = header(headers, 'content-type') ?? ''
  return status < 300 && type.toLowerCase().startsWith('text/event-stream')
}

/** The headers with the workspace of the upstream's key, unless the caller names one. */
export function withWorkspace(
  headers: HeaderList,
  { workspaceId }: Pick<Upstream, 'workspaceId'>,
): HeaderList {
  if (workspaceId === null || header(headers, WORKSPACE_HEADER) !== null) return headers
  return [...headers, [WORKSPACE_HEADER, workspaceId]]
}

function pick(
  headers: Iterable<readonly [string, string]>,
  dropped: ReadonlySet<string>,
  prefixes: readonly string[],
): HeaderList {
  const kept: HeaderList = []
  const named = new Set<string>()
  for (const [field, value] of headers) {
    const name = field.toLowerCase()
    // `connection` may name further fields of this hop.
    if (name === 'connection')
      for (const one of value.split(',')) named.add(one.trim().toLowerCase())
    if (dropped.has(name) || prefixes.some((prefix) => name.startsWith(prefix))) continue
    kept.push([name, value])
  }
  return named.size === 0 ? kept : kept.filter(([name]) => !named.has(name))
}
