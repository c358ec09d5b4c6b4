import { QueryClient } from '@tanstack/react-query'
import { isApiError } from '@/lib/wire/errors'
import { conversationQuery } from './queries/conversations'
import { takeOutArrived } from './take-out-arrived'

/**
 * The cache of what is saved. The live connection says what is stale, so nothing is refetched on
 * focus; and a server on this machine answers without any network, so being offline stops nothing. What
 * was asked unheard is no draft any more once it is seen here.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  client.getQueryCache().subscribe(({ type, query }) => {
    const [kind, id] = query.queryKey
    if (type !== 'updated' || kind !== 'conversation' || typeof id !== 'string') return
    const conversation = client.getQueryData(conversationQuery(id).queryKey)
    if (conversation !== undefined) takeOutArrived(conversation)
  })
  return client
}

/** Errors that another try may not meet: no answer, or the server's own trouble. */
function mayPass(error: Error): boolean {
  return !isApiError(error) || error.status === 0 || error.status >= 500
}
