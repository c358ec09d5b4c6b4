import { viewsQuerySchema } from '@/lib/domain/files/file'
import { guard } from '@/lib/server/guard'
import { issueText } from '@/lib/server/issue-text'

export const GET = guard('owner', async (request, { parley }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { ids } = viewsQuerySchema.parse(query, { error: issueText })
  return Response.json(await parley.files.views(ids))
})
