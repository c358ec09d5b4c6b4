import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type LinkedRequestSummary,
  type LinkRequest,
  linkedRequestPath,
  type OpenedRequest,
  type PatchLinkedRequest,
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

interface Answer {
  requests: LinkedRequestSummary[]
}

/** The requests behind links, the latest first. Another tab may have made one: it is asked each time. */
export function linkedRequestsQuery() {
  return queryOptions({
    queryKey: ['linked-requests'],
    queryFn: async ({ signal }) => (await api<Answer>('/api/requests', { signal })).requests,
  })
}

/** The whole address of a kept request. */
export function linkTo(id: string): string {
  return window.location.origin + linkedRequestPath(id)
}

/** Keeps a request behind a link, which it answers. */
export function useLinkRequest() {
  return useMutation({ mutationFn: async (body: LinkRequest) => linkTo(await keepRequest(body)) })
}

/** Takes a link back, or that. */
export function usePatchLinkedRequest() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: PatchLinkedRequest & { id: string }) =>
      api<Answer>(`/api/requests/${id}`, { method: 'PATCH', body }),
    onSuccess: ({ requests }) => client.setQueryData(linkedRequestsQuery().queryKey, requests),
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
