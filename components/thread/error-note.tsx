import { useTranslations } from 'use-intl'
import type { Message } from '@/lib/domain/conversation'
import { panelFieldOf, refusedField } from '@/lib/domain/refused-field'
import type { Run, RunError } from '@/lib/domain/run'
import { Note } from '../ui/note'
import { CopyText } from './copy-text'
import { ErrorActions } from './error-actions'
import { errorKind, errorLook } from './error-kind'
import { ErrorText } from './error-text'
import { useErrorTitle } from './use-error-title'

interface Props {
  message: Message
  run: Run
  error: RunError
  /** True where this answer can be asked for again. */
  canAct: boolean
  onContinue: (() => void) | null
  onRetry: (() => void) | null
}

/** Why an answer failed: what the upstream said, what to do about it, and the ways on. */
export function ErrorNote({ message, run, error, canAct, onContinue, onRetry }: Props) {
  const metrics = useTranslations('chat.metrics')
  const title = useErrorTitle()
  const kind = errorKind(error)
  const { icon, tone } = errorLook(kind)
  const path = kind === 'invalid_request_error' ? refusedField(error.message) : null
  const field = path === null ? null : panelFieldOf(path)
  return (
    <Note
      tone={tone}
      icon={icon}
      role="alert"
      className="-mx-3 mt-3 first:mt-0 phone:-mx-2"
      title={title(error, path)}
      actions={
        <ErrorActions
          message={message}
          run={run}
          error={error}
          field={field}
          path={path}
          canAct={canAct}
          onContinue={onContinue}
          onRetry={onRetry}
        />
      }
      reference={
        error.requestId === null ? undefined : (
          <CopyText
            text={error.requestId}
            label={metrics('copyRequest', { id: error.requestId })}
          />
        )
      }
    >
      <ErrorText error={error} at={run.endedAt} path={path} />
    </Note>
  )
}
