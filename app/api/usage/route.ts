import { guard } from '@/lib/server/guard'
import { readUsage } from '@/lib/server/usage'

export const GET = guard('owner', async (request, { parley }) =>
  Response.json(await readUsage(parley, request.url)),
)
