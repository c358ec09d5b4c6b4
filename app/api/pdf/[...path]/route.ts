import { guard } from '@/lib/server/guard'
import { answerPdfData } from '@/lib/server/preview/pdf-data'

export const GET = guard<{ path: string[] }>('owner', (_request, { params }) =>
  answerPdfData(params.path),
)
