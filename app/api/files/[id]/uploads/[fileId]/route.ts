import { deleteUploadSchema } from '@/lib/domain/files/file'
import { deleteUpload } from '@/lib/server/files/delete-up'
import { guard } from '@/lib/server/guard'

export const DELETE = guard<{ id: string; fileId: string }>(
  'owner',
  async (request, { parley: { files, upstreams }, params: { id, fileId } }) => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { upstream } = deleteUploadSchema.parse(query)
    await deleteUpload(files, id, fileId, upstreams.get(upstream), request.signal)
    return Response.json(await files.view(id))
  },
)
