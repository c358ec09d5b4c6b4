import { guard } from '@/lib/server/guard'

export const GET = guard('owner', (_request, { parley }) => Response.json(parley.limits.read()))
