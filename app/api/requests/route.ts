import { linkRequestSchema } from '@/lib/domain/linked-request'
import { guard } from '@/lib/server/guard'
import { keepRequest, readLinkedRequests } from '@/lib/server/linked-requests'
import { readJson } from '@/lib/server/read-json'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json({ requests: await readLinkedRequests(parley) }),
)

export const POST = guard('owner', async (request, { parley }) =>
  Response.json(await keepRequest(parley, await readJson(request, linkRequestSchema)), {
    status: 201,
  }),
)
