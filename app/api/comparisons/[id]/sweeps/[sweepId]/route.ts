import { changeSweepSchema } from '@/lib/domain/sweeps/sweep'
import { changeSweep, readSweep } from '@/lib/server/comparison-sweeps'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

type Params = { id: string; sweepId: string }

export const GET = guard<Params>('owner', async (_request, { parley, params }) =>
  Response.json(await readSweep(parley, params.id, params.sweepId)),
)

export const PATCH = guard<Params>('owner', async (request, { parley, params }) => {
  const change = await readJson(request, changeSweepSchema)
  return Response.json(await changeSweep(parley, params.id, params.sweepId, change))
})
