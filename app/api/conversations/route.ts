import { listPage } from '@/lib/server/conversations'
import { guard } from '@/lib/server/guard'

export const GET = guard('owner', async (request, { parley }) =>
  Response.json(await listPage(parley, request.url)),
)
