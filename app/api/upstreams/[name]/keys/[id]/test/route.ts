import { guard } from '@/lib/server/guard'
import { testStoredKey } from '@/lib/server/keys/upstream-keys'

type Params = { name: string; id: string }

export const POST = guard<Params>('owner', async (request, { parley, params: { name, id } }) =>
  Response.json(await testStoredKey(parley, name, id, request.signal)),
)
