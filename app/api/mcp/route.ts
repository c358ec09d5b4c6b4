import { guard } from '@/lib/server/guard'
import { readMcpServers } from '@/lib/server/tools/mcp/read-servers'

export const GET = guard('owner', async (_request, { parley }) =>
  Response.json(await readMcpServers(parley)),
)
