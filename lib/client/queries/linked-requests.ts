import { queryOptions, useMutation } from '@tanstack/react-query'
import {
  type LinkRequest,
  linkedRequestPath,
  type OpenedRequest,
} from '@/lib/domain/linked-request'
import { api } from '../api'

/** Keeps a request apart from its conversation, and answers its id. */
async function keepRequest(body: LinkRequest): Promise<string> {
  return (await api<{ id: string }>('/api/requests', { method: 'POST', body })).id
}

/** Makes a conversation of a request as it would be sent now. */
export function openApart(body: LinkRequest): Promise<OpenedRequest> {
  return api<OpenedRequest>('/api/requests/open', { method: 'POST', body })
}

/** Makes a conversation of a kept request, each time anew. */
function openRequest(id: string): Promise<OpenedRequest> {
  return api<OpenedRequest>(`/api/requests/${id}/open`, { method: 'POST' })
}

/** Keeps a request behind a link, which it answers. */
export function useLinkRequest() {
  return useMutation({
    mutationFn: async (body: LinkRequest) =>
      window.location.origin + linkedRequestPath(await keepRequest(body)),
  })
}

/** The conversation of the request behind a link: made once in this tab, however often one comes by. */
export function openedRequestQuery(id: string) {
  return queryOptions({
    queryKey: ['opened-request', id],
    queryFn: () => openRequest(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
