import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { McpServers } from '@/lib/domain/tools/mcp'
import { api } from '../api'

/** The MCP servers of the configuration file, as they are known. */
export function mcpQuery() {
  return queryOptions({
    queryKey: ['mcp'],
    queryFn: async ({ signal }) => (await api<McpServers>('/api/mcp', { signal })).servers,
    staleTime: 10_000,
  })
}

/** Asks a server what tools it has. */
export function useAskMcpServer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => api<McpServers>(`/api/mcp/${name}`, { method: 'POST' }),
    // Others may have been asked at the same time.
    onSuccess: () => client.invalidateQueries(mcpQuery()),
  })
}
