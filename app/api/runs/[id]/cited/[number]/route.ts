import { readCited } from '@/lib/server/files/cited'
import { guard } from '@/lib/server/guard'

type Params = { id: string; number: string }

export const GET = guard<Params>('owner', async (_request, { parley, params }) =>
  Response.json(await readCited(parley, params.id, Number(params.number))),
)
