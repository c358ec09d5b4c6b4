import { patchGatewayKeySchema } from '@/lib/domain/gateway-keys'
import { changeKey, removeKey } from '@/lib/server/gateway-keys/manage-keys'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchGatewayKeySchema)
  return Response.json(await changeKey(parley, params.id, patch))
})

export const DELETE = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await removeKey(parley, params.id)),
)
