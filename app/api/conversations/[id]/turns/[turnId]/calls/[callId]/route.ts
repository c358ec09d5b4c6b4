import { callActSchema } from '@/lib/domain/tools/call'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { OWNER } from '@/lib/server/store/schema'

/** What a person says of a call; answers all calls of its turn. */
export const POST = guard<{ id: string; turnId: string; callId: string }>(
  'owner',
  async (request, { parley, params }) => {
    const { id: conversationId, turnId: messageId, callId: id } = params
    const act = await readJson(request, callActSchema)
    const calls = await parley.loop.act(OWNER, { conversationId, messageId, id }, act)
    return Response.json({ calls })
  },
)
