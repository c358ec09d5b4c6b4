import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { continueAnswer, resumeAnswer, retryAnswer } from '@/lib/client/ask-beside'
import { currentSettings } from '@/lib/client/asked-with'
import { planContinuation } from '@/lib/domain/continuation'
import type { Message } from '@/lib/domain/conversation'
import type { Run, RunError } from '@/lib/domain/run'
import { focusComposer } from '../composer/focus-composer'
import { CoverageLine } from './citations/coverage-line'
import { EndedLine } from './ended-line'
import { ErrorNote } from './error-note'
import { MetricsLine } from './metrics-line'
import { RefusalNote } from './refusal-note'
import { ShortLine } from './short-line'

interface Props {
  message: Message
  run: Run
  isLast: boolean
  /** Stands in place of the line of figures. */
  figures?: ReactNode
}

/** The error that has a note of its own; a cut is told in a line. */
export function errorToShow({ error, status }: Run): RunError | null {
  return error?.origin === 'parley' && status === 'interrupted' ? null : error
}

/** What stands under an answer that has ended: how, the ways on, the figures. */
export function AnswerEnd({ message, run, isLast, figures }: Props) {
  const t = useTranslations('chat.ended')
  const client = useQueryClient()
  const canAct = isLast && run.status !== 'complete'
  const isTruncated = run.status === 'complete' && run.message?.stop_reason === 'max_tokens'
  const settings =
    canAct || (isLast && isTruncated) ? currentSettings(client, message.conversationId) : null
  const plan =
    settings === null
      ? null
      : planContinuation(run, settings, (quotation) => t('ask', { quotation }))
  const act = (ask: () => Promise<void>) => () => {
    void ask()
    focusComposer()
  }
  const onRetry = canAct ? act(() => retryAnswer(client, message)) : null
  const onContinue = plan === null ? null : act(() => continueAnswer(client, message, plan))
  const onResume = act(() => resumeAnswer(client, message, run.settings))
  const isRefused = run.message?.stop_reason === 'refusal'
  const error = errorToShow(run)
  return (
    <>
      {isRefused && <RefusalNote message={message} run={run} isLast={isLast} />}
      {run.status !== 'complete' && error === null && (
        <EndedLine run={run} onContinue={onContinue} onRetry={onRetry} />
      )}
      {error !== null && (
        <ErrorNote
          message={message}
          run={run}
          error={error}
          canAct={canAct}
          onContinue={onContinue}
          onRetry={onRetry}
        />
      )}
      {run.message !== null && <CoverageLine content={run.message.content} />}
      <ShortLine {...{ run, isLast, onContinue, onResume }} />
      {figures === undefined
        ? (run.message !== null || run.status === 'complete') && <MetricsLine run={run} />
        : figures}
    </>
  )
}
