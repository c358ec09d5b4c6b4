import { patchFileSchema } from '@/lib/domain/files/file'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await parley.files.view(params.id)),
)

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const { deleted } = await readJson(request, patchFileSchema)
  await parley.files.setDeleted(params.id, deleted)
  return Response.json(await parley.files.view(params.id))
})
