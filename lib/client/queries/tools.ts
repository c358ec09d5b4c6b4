import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CreateTool, PatchTool, ToolLibrary } from '@/lib/domain/tools/tool'
import type { ToolTrial, TryTool } from '@/lib/domain/tools/trial'
import { api } from '../api'
import { mcpQuery } from './mcp'

/** The tool library. */
export function toolsQuery() {
  return queryOptions({
    queryKey: ['tools'],
    queryFn: ({ signal }) => api<ToolLibrary>('/api/tools', { signal }),
    staleTime: 60_000,
  })
}

const put = (client: QueryClient) => (library: ToolLibrary) => {
  const { queryKey } = toolsQuery()
  // What was asked before, and is answered after, says what the library was.
  void client.cancelQueries({ queryKey })
  client.setQueryData(queryKey, library)
  // It says which of the offered tools the library has.
  void client.invalidateQueries(mcpQuery())
}

/** Keeps a tool. */
export function useCreateTool() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateTool) => api<ToolLibrary>('/api/tools', { method: 'POST', body }),
    onSuccess: put(client),
  })
}

/** Changes, deletes or brings back a tool. */
export function usePatchTool() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: PatchTool & { id: string }) =>
      api<ToolLibrary>(`/api/tools/${id}`, { method: 'PATCH', body }),
    onSuccess: put(client),
  })
}

/** Calls a tool as it is edited, outside of any conversation. */
export function useTryTool() {
  return useMutation({
    gcTime: 0,
    mutationFn: (body: TryTool) => api<ToolTrial>('/api/tools/try', { method: 'POST', body }),
  })
}
