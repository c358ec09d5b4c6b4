import * as z from 'zod/mini'

const MB = 1_048_576

const FIELDS = {
  /** The bodies and events of runs. Their metadata is always kept. */
  bodies: z.boolean(),
  /** Days; older bodies and events go. */
  bodiesMaxDays: z.int().check(z.gte(1), z.lte(3650)),
  /** MB of all of them together; the oldest go first. */
  bodiesMaxMb: z.int().check(z.gte(10), z.lte(1_000_000)),
  /** A copy of each file that is uploaded through the gateway: the API gives none back. */
  copies: z.boolean(),
  /** MB of all of them together; the oldest go first. */
  copiesMaxMb: z.int().check(z.gte(10), z.lte(1_000_000)),
}

/** What is kept of what passes through, and how much of it; a stored one may lack what is newer. */
export const keepingSchema = z.object({
  bodies: z._default(FIELDS.bodies, true),
  bodiesMaxDays: z._default(FIELDS.bodiesMaxDays, 90),
  bodiesMaxMb: z._default(FIELDS.bodiesMaxMb, 2000),
  copies: z._default(FIELDS.copies, true),
  copiesMaxMb: z._default(FIELDS.copiesMaxMb, 2000),
})
export type Keeping = z.infer<typeof keepingSchema>

export const DEFAULT_KEEPING: Keeping = keepingSchema.parse({})

/** The settings' `keeping`: what is named changes. */
export const patchKeepingSchema = z.partial(z.strictObject(FIELDS))

/** Bytes of so many MB. */
export function bytesOf(mb: number): number {
  return mb * MB
}
