import { guard } from '@/lib/server/guard'

/** For Prometheus: the gateway key as bearer. */
export const GET = guard('gateway', async (_request, { parley }) => {
  const headers = { 'content-type': parley.metrics.contentType, 'cache-control': 'no-store' }
  return new Response(await parley.metrics.text(), { headers })
})
