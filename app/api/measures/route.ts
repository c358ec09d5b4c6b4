import { guard } from '@/lib/server/guard'
import { readMeasures } from '@/lib/server/measures'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json(await readMeasures(parley)),
)
