import { newKeySchema } from '@/lib/domain/upstream-keys'
import { guard } from '@/lib/server/guard'
import { addKey } from '@/lib/server/keys/upstream-keys'
import { readJson } from '@/lib/server/read-json'

export const POST = guard<{ name: string }>('owner', async (request, { parley, params }) => {
  const key = await readJson(request, newKeySchema)
  return Response.json(await addKey(parley, params.name, key, request.signal), { status: 201 })
})
