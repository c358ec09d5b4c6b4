import { useQuery } from '@tanstack/react-query'
import { mcpQuery } from '@/lib/client/queries/mcp'
import type { McpServer, McpTool } from '@/lib/domain/tools/mcp'

/** What a server offers under a name; null = it does not, or is not known. */
export function useMcpTool(source: { server: string; tool: string } | null): {
  server: McpServer | null
  offered: McpTool | null
  isLoading: boolean
} {
  const { data, isPending } = useQuery(mcpQuery())
  const server = data?.find(({ name }) => name === source?.server) ?? null
  const offered = server?.tools.find(({ name }) => name === source?.tool) ?? null
  return { server, offered, isLoading: isPending || server?.state === 'unasked' }
}
