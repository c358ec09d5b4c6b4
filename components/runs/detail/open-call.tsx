import type { UseMutationResult } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { conversationPath } from '@/lib/client/use-conversation-id'
import { hasEnded, type Run } from '@/lib/domain/run'
import { Button } from '../../ui/button'
import { Note } from '../../ui/note'
import { useErrorWords } from '../../ui/use-error-words'

type Opening = UseMutationResult<string, Error, string>

/** The way from a run to a conversation: its own, or one that is made of the captured call. */
export function OpenCall({
  run,
  isKept,
  opening,
}: {
  run: Run
  isKept: boolean
  opening: Opening
}) {
  const t = useTranslations('runs')
  const router = useRouter()
  const isOwn = run.conversationId !== null
  // What is still on its way may yet change what there is to open.
  if (!isOwn && (!isKept || !hasEnded(run.status))) return null
  return (
    <Button
      variant="primary"
      className="phone:my-1 phone:ml-3 phone:grow"
      disabled={opening.isPending}
      onClick={() =>
        opening.mutate(run.id, { onSuccess: (id) => router.push(conversationPath(id)) })
      }
    >
      {isOwn ? t('goToConversation') : t('openAsConversation')}
    </Button>
  )
}

/** Why a run could not be opened. */
export function OpenFailure({ opening }: { opening: Opening }) {
  const t = useTranslations('runs')
  const errorWords = useErrorWords()
  if (opening.error === null) return null
  return (
    <div role="alert" className="px-7 phone:px-4">
      <Note tone="bad" icon={CircleAlert} className="mb-3 max-w-149" title={t('openFailed')}>
        {errorWords(opening.error)}
      </Note>
    </div>
  )
}
