import { guard } from '@/lib/server/guard'
import { OWNER } from '@/lib/server/store/schema'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await parley.runs.raw(OWNER, params.id)),
)
