import { guard } from '@/lib/server/guard'
import { readAgedSize } from '@/lib/server/storage-size'

/** What a limit of age would take away. */
export const GET = guard('owner', async (request, { parley }) =>
  Response.json(await readAgedSize(parley, request.url)),
)
