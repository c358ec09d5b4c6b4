import { listConversationsIn } from '@/lib/server/comparisons'
import { guard } from '@/lib/server/guard'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await listConversationsIn(parley, params.id)),
)
