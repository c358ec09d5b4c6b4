import { guard } from '@/lib/server/guard'
import { listAllModels } from '@/lib/server/upstream/models'

export const GET = guard('owner', async (request, { parley }) => {
  const name = new URL(request.url).searchParams.get('upstream') ?? parley.upstreams.defaultName
  return Response.json({ models: await listAllModels(parley.upstreams.get(name), request.signal) })
})
