import { useQueryClient } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { stopAnswer, tryAnswerNow } from '@/lib/client/send'
import { useLiveRun } from '@/lib/client/stores/live-runs'
import type { Message } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import { hasEnded, type Run, type RunRetry } from '@/lib/domain/run'
import { isCallNeverRun, isResultTurn } from '@/lib/domain/tools/loop'
import type { Place } from '@/lib/domain/tree'
import type { WireMessage } from '@/lib/wire/types'
import { focusComposer } from '../composer/focus-composer'
import { LiveIcon } from '../ui/live-icon'
import { AnswerActs } from './acts/answer-acts'
import { Siblings } from './acts/siblings'
import { AnswerEnd, errorToShow } from './answer-end'
import { BlockList } from './blocks/block-list'
import { MetricRow } from './metric'
import { RetryNote } from './retry-note'
import { SettledRetry } from './settled-retry'
import { StatusLine } from './status-line'
import { TurnContext } from './turn-context'
import { TurnFrame } from './turn-frame'

interface Props extends Place {
  message: Message
  /** As it is saved; undefined while the turn is on its way to the server. */
  run: Run | undefined
  /** What its run was asked of, while that is not known. */
  model: string
  /** True for the last turn: only that one can be asked for again. */
  isLast: boolean
  /** The turn after it in the branch in view. */
  next: Message | undefined
  /** Where the next turn stands among others that carry results of the same calls; of any other turn, alone. */
  nextPlace: Place
  /** Which answer of its tool loop it is, from 1. */
  step: number
}

/** An answer, arriving or whole. */
export const AssistantTurn = memo(function AssistantTurn(props: Props) {
  const { message, run, model, isLast, place, places, next, nextPlace, step } = props
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
    <TurnFrame
      name={modelLabel(shown?.model ?? model)}
      at={message.createdAt}
      nameClass={firstLineClass(shown, content)}
      step={step === 1 ? null : { index: step, max: shown?.settings?.loop.maxSteps ?? step }}
    >
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
      {isLive && <LiveFoot run={live.run} />}
      {!isLive && shown !== undefined && hasEnded(shown.status) && (
        <>
          <AnswerEnd message={message} run={shown} isLast={isLast} />
          <AnswerActs
            {...{ answer: message, run: shown, isPassed, next, nextPlace }}
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
    </TurnFrame>
  )
})

/** How high the first line is, by what it is; a thinking line and a line of figures are 28 high. */
const FIRST_LINE: ReadonlyMap<string, string> = new Map([
  ['text', 'pt-0.5'],
  ['thinking', 'pt-1'],
])

/** The name stands beside the first line of what is shown. */
function firstLineClass(run: Run | undefined, message: WireMessage | null): string {
  const type = message?.content[0]?.type
  if (run !== undefined && run.retries.length > 0 && waitedFor(run) === null) return ''
  if (type !== undefined) return FIRST_LINE.get(type) ?? 'pt-2'
  const isNote = run !== undefined && (waitedFor(run) !== null || errorToShow(run) !== null)
  return isNote ? 'pt-3' : 'pt-1'
}

/** The attempt that is waited for, while no answer has begun. */
function waitedFor(run: Run): RunRetry | null {
  return run.status === 'queued' ? (run.retries.at(-1) ?? null) : null
}

function LiveFoot({ run }: { run: Run }) {
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
  return <StatusLine runId={run.id} />
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
