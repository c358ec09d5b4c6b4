import { guard } from '@/lib/server/guard'
import { answerMermaidPage } from '@/lib/server/preview/mermaid-page'

export const GET = guard('owner', (request) => answerMermaidPage(request))
