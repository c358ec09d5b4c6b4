import { startSweepSchema } from '@/lib/domain/sweeps/sweep'
import { readSweeps, startSweep } from '@/lib/server/comparison-sweeps'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await readSweeps(parley, params.id)),
)

export const POST = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const input = await readJson(request, startSweepSchema)
  return Response.json(await startSweep(parley, params.id, input), { status: 201 })
})
