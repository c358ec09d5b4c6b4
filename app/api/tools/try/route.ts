import { tryToolSchema } from '@/lib/domain/tools/trial'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { tryTool } from '@/lib/server/tools/try-tool'

export const POST = guard('owner', async (request, { parley }) => {
  const trial = await readJson(request, tryToolSchema)
  return Response.json(await tryTool(parley.tools, trial, request.signal))
})
