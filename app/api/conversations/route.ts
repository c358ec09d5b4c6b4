import { guard } from '@/lib/server/guard'
import { listConversations } from '@/lib/server/store/conversations'
import { OWNER } from '@/lib/server/store/schema'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json({ conversations: await listConversations(parley.store.db, OWNER) }),
)
