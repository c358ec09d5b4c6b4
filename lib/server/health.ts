import 'server-only'
import { sql } from 'kysely'
import type { Parley } from './parley'

/** Whether Parley can work: its store answers. Holds nothing secret. */
export async function answerHealth({ store, version, startedAt }: Parley): Promise<Response> {
  try {
    await sql`SELECT 1`.execute(store.db)
  } catch {
    return Response.json(
      { status: 'unavailable', reason: 'The store does not answer.' },
      { status: 503 },
    )
  }
  const uptimeSeconds = Math.floor((performance.now() - startedAt) / 1000)
  return Response.json({ status: 'ok', version, uptimeSeconds })
}
