import { guard } from '@/lib/server/guard'
import { runOverview } from '@/lib/server/run-list'

export const GET = guard('owner', async (request, { parley }) =>
  Response.json(await runOverview(parley, request.url)),
)
