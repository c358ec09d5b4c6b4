import { patchKeySchema } from '@/lib/domain/upstream-keys'
import { guard } from '@/lib/server/guard'
import { changeKey, removeKey } from '@/lib/server/keys/upstream-keys'
import { readJson } from '@/lib/server/read-json'

type Params = { name: string; id: string }

export const PATCH = guard<Params>('owner', async (request, { parley, params: { name, id } }) => {
  const patch = await readJson(request, patchKeySchema)
  return Response.json(await changeKey(parley, name, id, patch, request.signal))
})

export const DELETE = guard<Params>('owner', async (_request, { parley, params: { name, id } }) =>
  Response.json(await removeKey(parley, name, id)),
)
