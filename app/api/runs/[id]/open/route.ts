import { openRun } from '@/lib/server/captured/open-run'
import { guard } from '@/lib/server/guard'

/** Opens a run as a conversation: 201 for a new one, 200 for the one that it belongs to. */
export const POST = guard<{ id: string }>('owner', async (_request, { parley, params }) => {
  const { conversationId, isNew } = await openRun(parley, params.id)
  return Response.json({ conversationId }, { status: isNew ? 201 : 200 })
})
