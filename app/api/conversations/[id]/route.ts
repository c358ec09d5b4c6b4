import { patchConversationSchema } from '@/lib/domain/conversation'
import { changeConversation, readConversation } from '@/lib/server/conversations'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await readConversation(parley, params.id)),
)

export const PATCH = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const patch = await readJson(request, patchConversationSchema)
  return Response.json(await changeConversation(parley, params.id, patch))
})

export const DELETE = guard<{ id: string }>('owner', async (_request, { parley, params }) => {
  await changeConversation(parley, params.id, { deleted: true })
  return new Response(null, { status: 204 })
})
