import { guard } from '@/lib/server/guard'
import { askMcpServer } from '@/lib/server/tools/mcp/read-servers'

/** Asks a server anew; answers all of them. */
export const POST = guard<{ name: string }>('owner', async (_request, { parley, params }) =>
  Response.json(await askMcpServer(parley, params.name)),
)
