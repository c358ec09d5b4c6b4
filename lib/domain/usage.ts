import * as z from 'zod/mini'

/** What usage can be broken down by, besides its days. */
export const USAGE_GROUPS = ['day', 'model', 'key', 'source', 'upstream'] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

const DAY_MS = 86_400_000
/** Each of its days is looked at. */
const MOST_DAYS = 400

const momentSchema = z.pipe(z.coerce.number(), z.int().check(z.gte(0), z.lte(1e15)))

/** Query of `GET /api/usage`. */
export const usageQuerySchema = z
  .strictObject({
    since: momentSchema,
    /** Not included. */
    until: momentSchema,
    by: z._default(z.enum(USAGE_GROUPS), 'day'),
    /** Whose midnights part the days: a name of the IANA's. */
    zone: z._default(z.string().check(z.refine(isZone, 'is no time zone')), 'UTC'),
  })
  .check(
    z.refine(({ since, until }) => until - since <= MOST_DAYS * DAY_MS, {
      path: ['since'],
      error: `may be at most ${MOST_DAYS} days before until`,
    }),
  )
export type UsageQuery = z.infer<typeof usageQuerySchema>

/** Sums over runs. Those that the response cache answered are runs, but took no tokens. */
export interface UsageSums {
  runs: number
  /** Runs that failed or were cut. */
  errors: number
  input: number
  cacheRead: number
  cacheWrite: number
  output: number
  /** USD, as far as it is known. */
  cost: number
  /** Runs whose cost is not known. */
  unknown: number
}

/** The sums of one day, one value of the group and one side: the sandbox, which costs nothing, or the rest. */
export interface UsageRow extends UsageSums {
  /** `2026-11-22` */
  day: string
  /** '' = none, as of a screen's run, which has no key; null = all values that have no row of their own. */
  name: string | null
  isSandbox: boolean
}

/** Answer of `GET /api/usage`: the days in order. */
export interface Usage {
  rows: UsageRow[]
}

const NOTHING: UsageSums = {
  runs: 0,
  errors: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  cost: 0,
  unknown: 0,
}
const FIGURES = Object.keys(NOTHING) as (keyof UsageSums)[]

/** The sums of all rows. */
export function sumUsage(rows: readonly UsageSums[]): UsageSums {
  const sums = { ...NOTHING }
  for (const row of rows) for (const figure of FIGURES) sums[figure] += row[figure]
  return sums
}

/** What a chart can show. */
export const MEASURES = ['tokens', 'cost', 'runs'] as const
export type Measure = (typeof MEASURES)[number]

/** How much of a measure some sums have. */
export const MEASURE_OF: Readonly<Record<Measure, (sums: UsageSums) => number>> = {
  tokens: ({ input, cacheRead, cacheWrite, output }) => input + cacheRead + cacheWrite + output,
  cost: ({ cost }) => cost,
  runs: ({ runs }) => runs,
}

/** Rows by a value, as `name` or as `day`. */
export function groupUsage<K extends 'name' | 'day'>(
  rows: readonly UsageRow[],
  by: K,
): Map<UsageRow[K], UsageSums> {
  const groups = new Map<UsageRow[K], UsageRow[]>()
  for (const row of rows) groups.set(row[by], [...(groups.get(row[by]) ?? []), row])
  return new Map([...groups].map(([value, some]) => [value, sumUsage(some)]))
}

/** The rows with no more than so many names; those of the fewest runs become one. */
export function foldNames(rows: readonly UsageRow[], most: number): UsageRow[] {
  const byRuns = [...groupUsage(rows, 'name')].sort(([, a], [, b]) => b.runs - a.runs)
  if (byRuns.length <= most) return [...rows]
  const kept = new Set(byRuns.slice(0, most - 1).map(([name]) => name))
  const rest = new Map<string, UsageRow>()
  for (const row of rows) {
    if (kept.has(row.name)) continue
    const place = { day: row.day, isSandbox: row.isSandbox, name: null }
    const id = `${row.day} ${row.isSandbox}`
    rest.set(id, { ...place, ...sumUsage([rest.get(id) ?? NOTHING, row]) })
  }
  return [...rows.filter(({ name }) => kept.has(name)), ...rest.values()].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
