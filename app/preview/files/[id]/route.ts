import { guard } from '@/lib/server/guard'
import { answerFilePage } from '@/lib/server/preview/file-page'

export const GET = guard<{ id: string }>('owner', (_request, { parley, params }) =>
  answerFilePage(parley.files, params.id),
)
