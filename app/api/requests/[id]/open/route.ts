import { guard } from '@/lib/server/guard'
import { openRequest } from '@/lib/server/linked-requests'

export const POST = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await openRequest(parley, params.id), { status: 201 }),
)
