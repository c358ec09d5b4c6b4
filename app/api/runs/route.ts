import { startRunSchema } from '@/lib/domain/conversation'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { OWNER } from '@/lib/server/store/schema'

/** Starts a run, or joins the one that already has this id. */
export const POST = guard('owner', async (request, { parley }) => {
  const input = await readJson(request, startRunSchema)
  const { started, isNew } = await parley.runs.start(OWNER, input)
  return Response.json(started, { status: isNew ? 201 : 200 })
})
