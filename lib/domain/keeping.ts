import * as z from 'zod/mini'

/** As the screens count it. */
const MB = 1_000_000

/** What a limit may be. */
export const KEEPING_BOUNDS = {
  bodiesMaxDays: { min: 1, max: 3650 },
  bodiesMaxMb: { min: 10, max: 1_000_000 },
  copiesMaxMb: { min: 10, max: 1_000_000 },
} as const

const FIELDS = {
  /** The bodies and events of runs. Their metadata is always kept. */
  bodies: z.boolean(),
  /** Days; older bodies and events go. */
  bodiesMaxDays: within(KEEPING_BOUNDS.bodiesMaxDays),
  /** MB of all of them together; the oldest go first. */
  bodiesMaxMb: within(KEEPING_BOUNDS.bodiesMaxMb),
  /** A copy of each file that is uploaded through the gateway: the API gives none back. */
  copies: z.boolean(),
  /** MB of all of them together; the oldest of programs go first, and a person's never. */
  copiesMaxMb: within(KEEPING_BOUNDS.copiesMaxMb),
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

/** What is kept at present, bytes. */
export interface KeptBytes {
  /** Bodies and events of runs. */
  bodies: number
  /** Copies of uploaded files, equal ones once. */
  copies: number
  /** Of them those that a person brought, or has in a turn: no limit takes them away. */
  ownCopies: number
  /** Of them those that programs alone brought. */
  programCopies: number
}

/** Of the refusal of a person's file, and what it says beside: bytes. */
export const COPIES_FULL = 'copies_full'
export const copiesFullSchema = z.object({
  /** Of the file. */
  sizeBytes: z.number(),
  /** What copies may take. */
  most: z.number(),
  /** What that person's own take. */
  own: z.number(),
})

/** Answer of `GET /api/kept-answers`. */
export interface KeptAnswers {
  answers: number
  bytes: number
}

/** Query of `GET /api/storage/aged`: older than so many days. */
export const agedQuerySchema = z.strictObject({
  days: z.pipe(z.coerce.number(), FIELDS.bodiesMaxDays),
})

/** Bytes that go at once, at least, when a size is lowered or nothing is to be kept any more. */
export function surplusOf(
  { bodies, ownCopies, programCopies }: KeptBytes,
  patch: Partial<Keeping>,
): number {
  const over = (used: number, isKept = true, mostMb = Number.POSITIVE_INFINITY) =>
    isKept ? Math.max(0, used - bytesOf(mostMb)) : used
  const copies = over(ownCopies + programCopies, patch.copies, patch.copiesMaxMb)
  return over(bodies, patch.bodies, patch.bodiesMaxMb) + Math.min(programCopies, copies)
}

/** Bytes of so many MB. */
export function bytesOf(mb: number): number {
  return mb * MB
}

function within({ min, max }: { min: number; max: number }) {
  return z.int().check(z.gte(min), z.lte(max))
}
