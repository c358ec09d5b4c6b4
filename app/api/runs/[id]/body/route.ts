import { guard } from '@/lib/server/guard'
import { downloadBody } from '@/lib/server/runs/raw'
import { OWNER } from '@/lib/server/store/schema'

export const GET = guard<{ id: string }>('owner', (_request, { parley, params }) =>
  downloadBody(parley.store.db, OWNER, params.id),
)
