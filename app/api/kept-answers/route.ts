import { guard } from '@/lib/server/guard'
import { clearKept, countKept } from '@/lib/server/store/kept-answers'
import { OWNER } from '@/lib/server/store/schema'

/** The response cache: what it holds, and its clearing. */
export const GET = guard('owner', async (_, { parley }) =>
  Response.json(await countKept(parley.store.db, OWNER)),
)

export const DELETE = guard('owner', async (_, { parley }) => {
  await clearKept(parley.store.db, OWNER)
  parley.runs.live.settingsChanged(OWNER, null)
  return new Response(null, { status: 204 })
})
