import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  CreatedGatewayKey,
  GatewayKeyList,
  NewGatewayKey,
  PatchGatewayKey,
} from '@/lib/domain/gateway-keys'
import { api } from '../api'

const PATH = '/api/gateway-keys'
/** How often a list that somebody looks at is read again: nothing tells of each call. */
const USE_MS = 5000

/** The gateway keys and what has been done with them. */
export function gatewayKeysQuery() {
  return queryOptions({
    queryKey: ['gateway-keys'],
    queryFn: ({ signal }) => api<GatewayKeyList>(PATH, { signal }),
    refetchInterval: USE_MS,
  })
}

/** Makes a key. The answer holds it, and is kept nowhere but with the caller. */
export function useCreateGatewayKey() {
  const client = useQueryClient()
  return useMutation({
    gcTime: 0,
    mutationFn: (body: NewGatewayKey) => api<CreatedGatewayKey>(PATH, { method: 'POST', body }),
    onSuccess: ({ list }) => client.setQueryData(gatewayKeysQuery().queryKey, list),
  })
}

/** Changes a key or revokes it. */
export function usePatchGatewayKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: PatchGatewayKey & { id: string }) =>
      api<GatewayKeyList>(`${PATH}/${id}`, { method: 'PATCH', body }),
    onSuccess: (list) => client.setQueryData(gatewayKeysQuery().queryKey, list),
  })
}

/** Deletes a revoked key. */
export function useDeleteGatewayKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api<GatewayKeyList>(`${PATH}/${id}`, { method: 'DELETE' }),
    onSuccess: (list) => client.setQueryData(gatewayKeysQuery().queryKey, list),
  })
}
