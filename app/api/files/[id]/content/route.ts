import { serveFile } from '@/lib/server/files/serve'
import { guard } from '@/lib/server/guard'

export const GET = guard<{ id: string }>('owner', (request, { parley, params }) =>
  serveFile(request, parley.files, params.id),
)
