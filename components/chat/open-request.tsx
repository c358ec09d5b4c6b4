import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { openedRequestQuery } from '@/lib/client/queries/linked-requests'
import { setDraft } from '@/lib/client/stores/drafts'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { LoadingBars } from '../ui/loading-bars'
import { EmptyNote } from './empty-note'

/** Goes on to the conversation that is made of the request behind a link. */
export function OpenRequest({ id }: { id: string }) {
  const t = useTranslations('chat')
  const router = useRouter()
  const { data, error } = useQuery(openedRequestQuery(id))
  useEffect(() => {
    if (data === undefined) return
    setDraft(data.conversationId, { text: data.text })
    router.replace(conversationPath(data.conversationId))
  }, [data, router])
  if (error !== null) return <EmptyNote title={t('linkFailed')} text={error.message} />
  return (
    <div className="flex-1 px-6 pt-16">
      <LoadingBars count={5} label={t('loading')} />
    </div>
  )
}
