import { linkRequestSchema } from '@/lib/domain/linked-request'
import { guard } from '@/lib/server/guard'
import { openApart } from '@/lib/server/linked-requests'
import { readJson } from '@/lib/server/read-json'

export const POST = guard('owner', async (request, { parley }) =>
  Response.json(await openApart(parley, await readJson(request, linkRequestSchema)), {
    status: 201,
  }),
)
