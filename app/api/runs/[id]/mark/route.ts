import { patchMarkSchema } from '@/lib/domain/run-mark'
import { guard } from '@/lib/server/guard'
import { changeMark } from '@/lib/server/marks'
import { readJson } from '@/lib/server/read-json'

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchMarkSchema)
  return Response.json(await changeMark(parley, params.id, patch))
})
