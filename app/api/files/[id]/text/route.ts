import { guard } from '@/lib/server/guard'

export const GET = guard<{ id: string }>('owner', async (_request, { parley, params }) => {
  const { files } = parley
  const text = await files.text(await files.get(params.id))
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
})
