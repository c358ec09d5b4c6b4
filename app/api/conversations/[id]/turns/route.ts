import { writeTurnsSchema } from '@/lib/domain/written-turns'
import { addWrittenTurns } from '@/lib/server/conversations'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const POST = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const input = await readJson(request, writeTurnsSchema)
  return Response.json(await addWrittenTurns(parley, params.id, input))
})
