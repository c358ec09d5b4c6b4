import { createToolSchema } from '@/lib/domain/tools/tool'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { addTool, readLibrary } from '@/lib/server/tools/library'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json(await readLibrary(parley)),
)

export const POST = guard('owner', async (request, { parley }) => {
  const library = await addTool(parley, await readJson(request, createToolSchema))
  return Response.json(library, { status: 201 })
})
