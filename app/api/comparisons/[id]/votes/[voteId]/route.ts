import { patchVoteSchema } from '@/lib/domain/comparison/votes'
import { guard } from '@/lib/server/guard'
import { readJson } from '@/lib/server/read-json'
import { changeVote } from '@/lib/server/votes'

type Params = { id: string; voteId: string }

export const PATCH = guard<Params>('owner', async (request, { parley, params }) => {
  const vote = { comparisonId: params.id, id: params.voteId }
  const votes = await changeVote(parley, vote, await readJson(request, patchVoteSchema))
  return Response.json({ votes })
})
