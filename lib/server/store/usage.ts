import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import type { UsageGroup, UsageQuery, UsageRow } from '@/lib/domain/usage'
import { dayName, type ZoneOffset, zoneOffsets } from '@/lib/domain/zone-days'
import type { Db } from './schema'

const DAY_MS = 86_400_000

/** The column of each group, '' where a run has none. */
const NAMES: Readonly<Record<UsageGroup, RawBuilder<string>>> = {
  day: sql`''`,
  model: sql.ref('model'),
  key: sql`coalesce(key_id, '')`,
  source: sql.ref('source'),
  upstream: sql.ref('upstream'),
}

/** Sums of an owner's runs by day and group, the days in order. */
export async function sumUsageRows(db: Db, owner: string, query: UsageQuery): Promise<UsageRow[]> {
  const rows = await usageRowsQuery(db, owner, query).execute()
  return rows.map(({ day, is_sandbox, ...sums }) => ({
    ...sums,
    day: dayName(Number(day)),
    isSandbox: is_sandbox === 1,
  }))
}

/** The statement of them. All that it reads is in the index `runs_listed`. */
export function usageRowsQuery(db: Db, owner: string, { since, until, by, zone }: UsageQuery) {
  const own = (column: string) =>
    sql<number>`coalesce(sum(CASE WHEN replay_of IS NULL THEN ${sql.ref(column)} END), 0)`
  const count = (condition: RawBuilder<unknown>) =>
    sql<number>`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  return db
    .selectFrom('runs')
    .select([
      dayOf(zoneOffsets(zone, since, until)).as('day'),
      NAMES[by].as('name'),
      'is_sandbox',
      sql<number>`count(*)`.as('runs'),
      count(sql`status IN ('failed', 'interrupted')`).as('errors'),
      own('input_tokens').as('input'),
      own('cache_read_tokens').as('cacheRead'),
      own('cache_write_tokens').as('cacheWrite'),
      own('output_tokens').as('output'),
      own('cost').as('cost'),
      count(sql`cost IS NULL AND replay_of IS NULL AND is_sandbox = 0 AND ended_at IS NOT NULL`).as(
        'unknown',
      ),
    ])
    .where('owner_id', '=', owner)
    .where('created_at', '>=', since)
    .where('created_at', '<', until)
    .groupBy(['day', 'name', 'is_sandbox'])
    .orderBy('day')
    .orderBy('name')
}

/** The number of the local day: clocks may be put forward or back within the span. */
function dayOf([first, ...turns]: readonly ZoneOffset[]): RawBuilder<number> {
  const ahead = turns.reduce(
    (before, { from, ahead }) =>
      sql`CASE WHEN created_at >= ${from} THEN ${ahead} ELSE ${before} END`,
    sql`${first?.ahead ?? 0}`,
  )
  return sql<number>`CAST((created_at + ${ahead}) / ${DAY_MS} AS integer)`
}
