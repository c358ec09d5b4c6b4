import { patchLinkedRequestSchema } from '@/lib/domain/linked-request'
import { guard } from '@/lib/server/guard'
import { changeLinkedRequest } from '@/lib/server/linked-requests'
import { readJson } from '@/lib/server/read-json'

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchLinkedRequestSchema)
  return Response.json({ requests: await changeLinkedRequest(parley, params.id, patch) })
})
