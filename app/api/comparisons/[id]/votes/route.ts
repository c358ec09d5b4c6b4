import { createVoteSchema } from '@/lib/domain/comparison/votes'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { addVote, readVotes } from '@/lib/server/votes'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) =>
  Response.json({ votes: await readVotes(parley, params.id) }),
)

export const POST = guard<{ id: string }>('owner', async (request, { parley, params }) => {
  const vote = await readJson(request, createVoteSchema)
  return Response.json({ votes: await addVote(parley, params.id, vote) }, { status: 201 })
})
