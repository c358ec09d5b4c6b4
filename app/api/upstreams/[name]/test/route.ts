import { guard } from '@/lib/server/guard'
import { testUpstream } from '@/lib/server/keys/upstream-keys'

export const POST = guard<{ name: string }>('owner', async (request, { parley, params }) =>
  Response.json(await testUpstream(parley, params.name, request.signal)),
)
