import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { openedRequestQuery } from '@/lib/client/queries/linked-requests'
import { setDraft } from '@/lib/client/stores/drafts'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { isApiError } from '@/lib/wire/errors'
import { Button } from '../ui/button'
import { LoadingBars } from '../ui/loading-bars'
import { useErrorWords } from '../ui/use-error-words'
import { EmptyNote } from './empty-note'

/** Goes on to the conversation that is made of the request behind a link. */
export function OpenRequest({ id }: { id: string }) {
  const t = useTranslations('chat')
  const common = useTranslations('common')
  const router = useRouter()
  const errorWords = useErrorWords()
  const { data, error, refetch } = useQuery(openedRequestQuery(id))
  useEffect(() => {
    if (data === undefined) return
    setDraft(data.conversationId, { text: data.text })
    router.replace(conversationPath(data.conversationId))
  }, [data, router])
  if (isApiError(error) && error.status === 404) {
    return <EmptyNote title={t('linkFailed')} text={error.message} />
  }
  if (error !== null) {
    return (
      <div role="alert" className="flex-1 px-6 pt-16">
        <p className="text-bad text-ui">{t('loadFailed', { reason: errorWords(error) })}</p>
        <Button onClick={() => void refetch()}>{common('retry')}</Button>
      </div>
    )
  }
  return (
    <div className="flex-1 px-6 pt-16">
      <LoadingBars count={5} label={t('loading')} />
    </div>
  )
}
