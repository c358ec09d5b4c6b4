import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { stopAnswer, tryAnswerNow } from '@/lib/client/stop-answer'
import { useLiveRun } from '@/lib/client/stores/live-runs'
import type { Message } from '@/lib/domain/conversation'
import { hasEnded, type Run, type RunRetry } from '@/lib/domain/run'
import { isCallNeverRun, isResultTurn } from '@/lib/domain/tools/loop'
import type { Place } from '@/lib/domain/tree'
import { focusComposer } from '../composer/focus-composer'
import { LiveIcon } from '../ui/live-icon'
import { AnswerActs } from './acts/answer-acts'
import { Siblings } from './acts/siblings'
import { AnswerEnd } from './answer-end'
import { BlockList } from './blocks/block-list'
import { MetricRow } from './metric'
import { RetryNote } from './retry-note'
import { SettledRetry } from './settled-retry'
import { StatusLine } from './status-line'
import { TurnContext } from './turn-context'

export interface AnswerProps extends Place {
  message: Message
  /** As it is saved; undefined while the turn is on its way to the server. */
  run: Run | undefined
  /** True for the last turn: only that one can be asked for again. */
  isLast: boolean
  /** The turn after it in the branch in view. */
  next: Message | undefined
  /** Where the next turn stands among others that carry results of the same calls; of any other turn, alone. */
  nextPlace: Place
}

interface Props extends AnswerProps {
  /** Stands in place of the line of figures, in a column that has little room. */
  figures?: ReactNode
}

/** What an answer says, arriving or whole, and what can be done with it. */
export function AnswerBody(props: Props) {
  const { message, run, isLast, place, places, next, nextPlace, figures } = props
  const live = useLiveRun(message.runId)
  const shown = live?.run ?? run
  const isLive = live !== undefined && !hasEnded(live.run.status)
  const content = live?.fold.message ?? run?.message ?? null
  const { conversationId, id: messageId } = message
  const outputSchema = shown?.settings?.outputSchema ?? null
  const isNeverRun = shown !== undefined && isCallNeverRun(shown)
  const turn = useMemo(
    () => ({ conversationId, messageId, next, outputSchema, isNeverRun }),
    [conversationId, messageId, next, outputSchema, isNeverRun],
  )
  // The loop went on from here: what it came to stands under its last answer.
  const isPaused = content?.stop_reason === 'pause_turn' && next?.role === 'assistant'
  const isPassed = next !== undefined && (isResultTurn(next) || isPaused)
  return (
    <>
      {shown !== undefined && waitedFor(shown) === null && (
        <SettledRetry
          retries={shown.retries}
          isAnswered={content !== null}
          endedAt={shown.endedAt}
        />
      )}
      <TurnContext value={turn}>
        <BlockList key={message.id} live={live} run={run} />
      </TurnContext>
      {isLive && <LiveFoot run={live.run} figures={figures} />}
      {!isLive && shown !== undefined && hasEnded(shown.status) && (
        <>
          <AnswerEnd message={message} run={shown} isLast={isLast} figures={figures} />
          <AnswerActs
            {...{ answer: message, run: shown, isPassed, next, nextPlace }}
            isNarrow={figures !== undefined}
            place={{ place, places }}
          />
        </>
      )}
      {isLive && places > 1 && (
        <div className="-ml-1.5">
          <Siblings turn={message} place={place} places={places} />
        </div>
      )}
      {shown === undefined && <Sending />}
    </>
  )
}

/** The attempt that is waited for, while no answer has begun. */
export function waitedFor(run: Run): RunRetry | null {
  return run.status === 'queued' ? (run.retries.at(-1) ?? null) : null
}

function LiveFoot({ run, figures }: { run: Run; figures: ReactNode }) {
  const client = useQueryClient()
  const retry = waitedFor(run)
  if (retry !== null) {
    const act = (tell: () => Promise<void>) => () => {
      void tell()
      focusComposer()
    }
    return (
      <RetryNote
        retry={retry}
        onTryNow={act(() => tryAnswerNow(run.id))}
        onCancel={act(() => stopAnswer(client, run.id))}
      />
    )
  }
  return figures === undefined ? <StatusLine runId={run.id} /> : figures
}

function Sending() {
  const t = useTranslations('chat.status')
  return (
    <MetricRow>
      <span className="flex items-center gap-1.5 text-accent">
        <LiveIcon size={14} />
        {t('sending')}
      </span>
    </MetricRow>
  )
}
