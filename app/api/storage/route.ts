import { guard } from '@/lib/server/guard'
import { readStorageSize } from '@/lib/server/storage-size'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json(await readStorageSize(parley)),
)
