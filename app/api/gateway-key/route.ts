import { guard } from '@/lib/server/guard'

/** Reveals the gateway key. A POST, so that no link, image or prefetch can fetch it. */
export const POST = guard('owner', (_request, { parley }) =>
  Response.json({ key: parley.gatewayKey.value.reveal() }),
)
