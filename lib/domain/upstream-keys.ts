import * as z from 'zod/mini'

/** What `GET /v1/models` said of a key, or of an upstream that needs none. */
export const KEY_OUTCOMES = [
  'works',
  'refused', // 401
  'forbidden', // 403: known, but not allowed to list models
  'busy', // 429 and 529: says nothing of the key
  'unlisted', // 404, 405, 501: this upstream lists no models
  'failed', // any other answer
  'unreachable', // no answer
] as const
export type KeyOutcome = (typeof KEY_OUTCOMES)[number]

export const keyTestSchema = z.object({
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** How long the answer took. */
  ms: z.number(),
  outcome: z.enum(KEY_OUTCOMES),
  /** Null when nothing answered. */
  status: z.nullable(z.number()),
  /** Who answered, by the answer's own headers (claude-api.md §1.3). */
  organizationId: z.nullable(z.string()),
  workspaceId: z.nullable(z.string()),
  /** The upstream's words for anything but success. */
  message: z.nullable(z.string()),
})
export type KeyTest = z.infer<typeof keyTestSchema>

/** A stored key as the screens see it: never the key. */
export interface UpstreamKeyView {
  id: string
  name: string
  /** Its last four characters, if it is long enough to give those away. */
  hint: string | null
  /** Sent as `anthropic-workspace-id`. */
  workspaceId: string | null
  /** Scheme, host and port that it was entered for, the only ones it is sent to. */
  origin: string
  state: 'usable' | 'other-origin' | 'unreadable'
  /** The one of its origin that is used, as long as the environment gives none. */
  isActive: boolean
  createdAt: number
  test: KeyTest | null
}

/** Where the key of an upstream's calls comes from. */
export type KeyInUse =
  | { from: 'environment'; variable: string; hint: string | null }
  | { from: 'settings'; id: string; name: string; workspaceId: string | null }

/** Names the account behind a key as far as the key tells one from another; null without a key. */
export function accountOf(key: KeyInUse | null | undefined): string | null {
  if (key == null) return null
  return key.from === 'settings' ? key.id : `${key.variable} ${key.hint ?? ''}`
}

/** A field value that may go into a header (RFC 9110 §5.5: visible ASCII); what surrounds it is dropped. */
const headerText = (most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(most),
      z.regex(/^[\x21-\x7e]+$/, 'must consist of visible ASCII characters without spaces'),
    )

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60))
const workspaceId = z.nullable(headerText(200))

/** Body of `POST /api/upstreams/{name}/keys`. */
export const newKeySchema = z.strictObject({
  name,
  key: headerText(4096),
  workspaceId: z._default(workspaceId, null),
})
export type NewKey = z.infer<typeof newKeySchema>

/** Body of `PATCH /api/upstreams/{name}/keys/{id}`; `key` replaces the secret. */
export const patchKeySchema = z.partial(
  z.strictObject({
    name,
    key: headerText(4096),
    workspaceId,
    isActive: z.literal(true),
  }),
)
export type PatchKey = z.infer<typeof patchKeySchema>
