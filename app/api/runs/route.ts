import { startRunSchema } from '@/lib/domain/conversation'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { runPage } from '@/lib/server/run-list'
import { OWNER } from '@/lib/server/store/schema'

export const GET = guard('owner', async (request, { parley }) =>
  Response.json(await runPage(parley, request.url)),
)

/** Starts a run, or joins the one that already has this id. */
export const POST = guard('owner', async (request, { parley }) => {
  const input = await readJson(request, startRunSchema)
  const { started, isNew } = await parley.runs.start(OWNER, input)
  return Response.json(started, { status: isNew ? 201 : 200 })
})
