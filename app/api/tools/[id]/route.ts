import { patchToolSchema } from '@/lib/domain/tools/tool'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { changeTool } from '@/lib/server/tools/library'

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchToolSchema)
  return Response.json(await changeTool(parley, params.id, patch))
})
