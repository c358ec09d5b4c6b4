import { patchTurnSchema } from '@/lib/domain/conversation'
import { changeTurn } from '@/lib/server/conversations'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const PATCH = guard<{ id: string; turnId: string }>(
  'owner',
  async (request, { parley, params }) => {
    const patch = await readJson(request, patchTurnSchema)
    const ids = { conversationId: params.id, turnId: params.turnId }
    return Response.json(await changeTurn(parley, ids, patch))
  },
)
