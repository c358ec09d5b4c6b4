import { newGatewayKeySchema } from '@/lib/domain/gateway-keys'
import { createKey } from '@/lib/server/gateway-keys/manage-keys'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const GET = guard('owner', (_request, { parley }) =>
  Response.json(parley.gatewayKeys.list()),
)

export const POST = guard('owner', async (request, { parley }) => {
  const created = await createKey(parley, await readJson(request, newGatewayKeySchema))
  return Response.json(created, { status: 201 })
})
