import { preflightSchema } from '@/lib/domain/preflight-input'
import { guard } from '@/lib/server/guard'
import { preflight } from '@/lib/server/preflight'
import { readJson } from '@/lib/server/read-json'

/** What there is to say about a request before it is sent; nothing of it is kept. */
export const POST = guard('owner', async (request, { parley }) => {
  const input = await readJson(request, preflightSchema)
  return Response.json(await preflight(parley, input, request.signal))
})
