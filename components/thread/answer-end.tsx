import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { continueAnswer, currentSettings, retryAnswer } from '@/lib/client/send'
import { planContinuation } from '@/lib/domain/continuation'
import type { Message } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import { focusComposer } from '../composer/focus-composer'
import { EndedLine } from './ended-line'
import { ErrorNote } from './error-note'
import { MetricsLine } from './metrics-line'
import { RefusalNote } from './refusal-note'

interface Props {
  message: Message
  run: Run
  isLast: boolean
}

/** What stands under an answer that has ended: how, the ways on, the figures. */
export function AnswerEnd({ message, run, isLast }: Props) {
  const t = useTranslations('chat.ended')
  const client = useQueryClient()
  const canAct = isLast && run.status !== 'complete'
  const settings = canAct ? currentSettings(client, message.conversationId) : null
  const plan =
    settings === null
      ? null
      : planContinuation(run, settings.model, (quotation) => t('ask', { quotation }))
  const act = (ask: () => Promise<void>) => () => {
    void ask()
    focusComposer()
  }
  const onRetry = canAct ? act(() => retryAnswer(client, message)) : null
  const onContinue = plan === null ? null : act(() => continueAnswer(client, message, plan))
  const isRefused = run.message?.stop_reason === 'refusal'
  const isSilentCut =
    run.error === null || (run.error.origin === 'parley' && run.status === 'interrupted')
  return (
    <>
      {isRefused && <RefusalNote message={message} run={run} isLast={isLast} />}
      {run.status !== 'complete' && isSilentCut && (
        <EndedLine run={run} onContinue={onContinue} onRetry={onRetry} />
      )}
      {run.error !== null && !isSilentCut && (
        <ErrorNote
          message={message}
          run={run}
          error={run.error}
          canAct={canAct}
          onContinue={onContinue}
          onRetry={onRetry}
        />
      )}
      {(run.message !== null || run.status === 'complete') && <MetricsLine run={run} />}
    </>
  )
}
