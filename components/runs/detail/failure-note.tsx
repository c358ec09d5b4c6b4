import { useTranslations } from 'use-intl'
import type { Run } from '@/lib/domain/run'
import { errorKind, errorLook } from '../../thread/error-kind'
import { ErrorText } from '../../thread/error-text'
import { Note } from '../../ui/note'

/** Why a run failed: what the upstream said, or Parley of it. */
export function FailureNote({ run: { error, endedAt } }: { run: Run }) {
  const t = useTranslations('chat.errors')
  if (error === null) return null
  const kind = errorKind(error)
  const { icon, tone } = errorLook(kind)
  const fact = t(`${kind}.title`)
  const isTheirs = error.httpStatus !== null && error.origin === 'upstream'
  return (
    <Note
      tone={tone}
      icon={icon}
      className="mt-3 max-w-149 first:mt-0"
      title={isTheirs ? t('withStatus', { fact, status: error.httpStatus ?? 0 }) : fact}
    >
      <ErrorText error={error} at={endedAt} path={null} />
    </Note>
  )
}
