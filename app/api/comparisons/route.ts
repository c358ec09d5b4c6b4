import { createComparisonSchema } from '@/lib/domain/comparison/comparison'
import { createComparison } from '@/lib/server/comparisons'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const POST = guard('owner', async (request, { parley }) => {
  const input = await readJson(request, createComparisonSchema)
  return Response.json(await createComparison(parley, input), { status: 201 })
})
