import * as z from 'zod/mini'

/** One limit, as the last answer that named it told it (claude-api.md §6). */
const seenLimitSchema = z.object({
  /** Whose: the usual ones, those of the priority tier, those of fast mode; or one of tomorrow. */
  family: z.string(),
  /** `requests`, `input-tokens`, …: as the headers name it. */
  kind: z.string(),
  limit: z.nullable(z.number()),
  remaining: z.nullable(z.number()),
  /** Share that is used, where the headers give no more than that. */
  used: z.nullable(z.number()),
  /** When it is full again: the upstream's clock, ms since the epoch. */
  resetsAt: z.nullable(z.number()),
  /** When it was told, ms since the epoch. */
  seenAt: z.number(),
})
export type SeenLimit = z.infer<typeof seenLimitSchema>

/** The limits that hold together: of one upstream, one key of it, one class of models or endpoint. */
const limitGroupSchema = z.object({
  upstream: z.string(),
  /** Id of the stored upstream key that was sent, `environment`, or null where none is needed. */
  key: z.nullable(z.string()),
  subject: z.object({
    kind: z.enum(['models', 'endpoint']),
    /** A class such as `opus-5`, the id of an unknown model, or an endpoint such as `count_tokens`. */
    name: z.string(),
  }),
  limits: z.array(seenLimitSchema),
  /** Headers of the same families that are no limits, as they came. */
  others: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Until when the upstream asked to be left alone (`retry-after`). */
  retryAt: z.nullable(z.number()),
  seenAt: z.number(),
})
export type LimitGroup = z.infer<typeof limitGroupSchema>
export type LimitSubject = LimitGroup['subject']

/** Answer of `GET /api/limits`, and what is kept of it: the groups, the last seen first. */
export const limitsSchema = z.object({ groups: z.array(limitGroupSchema) })
export type Limits = z.infer<typeof limitsSchema>
