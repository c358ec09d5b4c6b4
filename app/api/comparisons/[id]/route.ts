import { changeComparisonSchema } from '@/lib/domain/comparison/comparison'
import { changeComparison, readComparison } from '@/lib/server/comparisons'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await readComparison(parley, params.id)),
)

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const change = await readJson(request, changeComparisonSchema)
  return Response.json(await changeComparison(parley, params.id, change))
})
