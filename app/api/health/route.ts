import { guard } from '@/lib/server/guard'
import { answerHealth } from '@/lib/server/health'

export const GET = guard('open', (_request, { parley }) => answerHealth(parley))
