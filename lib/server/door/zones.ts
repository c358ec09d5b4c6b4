import 'server-only'

const MB = 1_048_576

/** The API's limit for Messages (claude-api.md, conformance 20). */
const MESSAGES_LIMIT = 32 * MB
/** What a form has around a file, or a question around a request, of just the size that is allowed. */
const ENVELOPE = 16 * 1024

/**
 * Which rules a path is under.
 * - `gateway`: the Claude API; its own key guards it.
 * - `api`: the screens' JSON.
 * - `asset`: built files, the same for everyone.
 * - `preview`: pages in which the content of an answer runs, without an origin.
 * - `document`: files as pages, without an origin, in which nothing runs.
 * - `page`: all else.
 */
export interface Zone {
  kind: 'gateway' | 'api' | 'asset' | 'preview' | 'document' | 'page'
  /** Most bytes of a request body. */
  bodyLimit: number
  /** The bytes of a file may come, as `application/octet-stream`; at this very path, not under it. */
  takesFiles?: true
}

/** The API's own limits by endpoint (claude-api.md §1); the longest match decides. */
const GATEWAY_LIMITS: readonly [under: string, bodyLimit: number][] = [
  ['/v1/messages/batches', 256 * MB],
  ['/v1/files', 500 * MB + ENVELOPE],
  ['/v1', MESSAGES_LIMIT],
  // A base URL without `/v1` makes the OpenAI SDKs call these.
  ['/chat/completions', MESSAGES_LIMIT],
  ['/models', MESSAGES_LIMIT],
]

/** First match decides; all else is a page. */
const ZONES: readonly [under: string, zone: Zone][] = [
  ...GATEWAY_LIMITS.map(([under, bodyLimit]): [string, Zone] => [
    under,
    { kind: 'gateway', bodyLimit },
  ]),
  ['/u', { kind: 'gateway', bodyLimit: MESSAGES_LIMIT }],
  ['/api/runs', { kind: 'api', bodyLimit: MESSAGES_LIMIT }],
  // What is to be sent is written, or kept behind a link.
  ['/api/conversations', { kind: 'api', bodyLimit: MESSAGES_LIMIT }],
  ['/api/requests', { kind: 'api', bodyLimit: MESSAGES_LIMIT }],
  ['/api/preflight', { kind: 'api', bodyLimit: MESSAGES_LIMIT + ENVELOPE }],
  ['/api/files', { kind: 'api', bodyLimit: 500 * MB, takesFiles: true }],
  ['/api', { kind: 'api', bodyLimit: MB }],
  ['/preview/files', { kind: 'document', bodyLimit: MB }],
  ['/preview', { kind: 'preview', bodyLimit: MB }],
  ['/_next/static', { kind: 'asset', bodyLimit: MB }],
]

const PAGE: Zone = { kind: 'page', bodyLimit: MB }

/** The zone of a path that {@link readPath} has read. An upstream's name before it changes nothing. */
export function zoneOf(path: string): Zone {
  const inner = path.replace(/^\/u\/[^/]+(?=\/)/, '')
  const match = ZONES.find(([under, { takesFiles }]) =>
    takesFiles === true ? inner === under : isUnder(inner, under),
  )
  if (inner !== path && match?.[1].kind !== 'gateway') return zoneOf('/u')
  return match?.[1] ?? PAGE
}

function isUnder(path: string, under: string): boolean {
  return path === under || path.startsWith(`${under}/`)
}

/**
 * The decoded path of an origin-form request target (RFC 9112 §3.2.1), or null for any other form
 * and for paths that a router might read differently than the door does.
 */
export function readPath(target: string): string | null {
  const [raw = ''] = target.split('?', 1)
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return null
  }
  const isOdd =
    !path.startsWith('/') || /[\\#]|\/\/|\p{Cc}/u.test(path) || /\/\.{1,2}(\/|$)/.test(path)
  return isOdd ? null : path
}
