import { fetchFileSchema } from '@/lib/domain/files/file'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const POST = guard('owner', async (request, { parley }) => {
  const { id, url } = await readJson(request, fetchFileSchema)
  return new Response(await parley.fileFetcher.fetch(id, url, request.signal), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  })
})
