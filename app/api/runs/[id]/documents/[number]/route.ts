import { readDocument } from '@/lib/server/files/cited'
import { guard } from '@/lib/server/guard'

type Params = { id: string; number: string }

export const GET = guard<Params>('owner', async (_request, { parley, params }) => {
  const bytes = await readDocument(parley, params.id, Number(params.number))
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'application/octet-stream' },
  })
})
