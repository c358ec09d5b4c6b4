import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { conversationQuery } from '@/lib/client/queries/conversations'
import { openApart } from '@/lib/client/queries/linked-requests'
import { setDraft } from '@/lib/client/stores/drafts'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { useOnce } from '@/lib/client/use-once'
import type { LinkRequest } from '@/lib/domain/linked-request'

/** Opens a request as a conversation of its own. */
export function useOpenApart() {
  const client = useQueryClient()
  const router = useRouter()
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (request: Omit<LinkRequest, 'headId'>) => {
      const id = request.conversationId
      const known = id === null ? undefined : client.getQueryData(conversationQuery(id).queryKey)
      return openApart({ ...request, headId: known?.headId ?? null })
    },
    onSuccess: ({ conversationId, text }) => {
      setDraft(conversationId, { text })
      router.push(conversationPath(conversationId))
    },
  })
  return { open: useOnce(mutate), error, isPending }
}
