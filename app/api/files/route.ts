import { filesQuerySchema } from '@/lib/domain/files/file'
import { guard } from '@/lib/server/guard'
import { issueText } from '@/lib/server/issue-text'

export const GET = guard('owner', async (request, { parley }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const asked = filesQuerySchema.parse(query, { error: issueText })
  return Response.json(await parley.files.list(asked))
})

export const POST = guard('owner', async (request, { parley }) =>
  Response.json(await parley.files.receive(request), { status: 201 }),
)
