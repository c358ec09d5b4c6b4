import { guard } from '@/lib/server/guard'
import { OWNER } from '@/lib/server/store/schema'

/** Stops what runs or waits in a conversation's tool loop; answers its calls. */
export const POST = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json({ calls: await parley.loop.stop(OWNER, params.id) }),
)
