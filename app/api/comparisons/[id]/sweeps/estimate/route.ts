import { askedSweepSchema } from '@/lib/domain/sweeps/sweep'
import { estimateComparisonSweep } from '@/lib/server/comparison-sweeps'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const POST = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const asked = await readJson(request, askedSweepSchema)
  return Response.json(await estimateComparisonSweep(parley, params.id, asked))
})
