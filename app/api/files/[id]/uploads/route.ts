import { uploadFileSchema } from '@/lib/domain/files/file'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const POST = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const { upstream, way } = await readJson(request, uploadFileSchema)
  const { files, fileSender, upstreams } = parley
  const file = await files.get(params.id)
  await fileSender.idAt(file, way, upstreams.get(upstream), request.signal)
  return Response.json(await files.view(params.id))
})
