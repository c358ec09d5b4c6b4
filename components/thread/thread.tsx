import { memo, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { type Conversation, type Message, pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { isResultTurn, stepsOf } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { type Place, placesOf, subtreeOf } from '@/lib/domain/tree'
import { ConversationTotal } from '../chat/conversation-total'
import { ThreadEnd } from './acts/thread-end'
import { TurnsLock } from './acts/turns-lock'
import { AssistantTurn } from './assistant-turn'
import { ReadingFrame } from './reading/reading-frame'
import { ShowTurn } from './reading/show-turn'
import { Undrawn } from './reading/undrawn'
import { useReading } from './reading/use-reading'
import { UserTurn } from './user-turn'
import { WrittenAnswer } from './written-answer'

const ALONE = { place: 1, places: 1 }

/**
 * The turns of a conversation, from the first to the head of the branch in view. One instance is one
 * conversation's: give it a key.
 */
export const Thread = memo(function Thread({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('chat')
  const { messages, headId, runs, settings } = conversation
  const path = useMemo(() => pathTo(messages, headId), [messages, headId])
  const places = useMemo(() => placesOf(messages), [messages])
  const runById = useMemo(() => new Map(runs.map((run) => [run.id, run])), [runs])
  const isArriving = useLiveRunInView(conversation.id) !== null
  const { holdsTurns } = useMemo(() => loopOf(conversation), [conversation])
  // A turn that carries results alone is drawn with the calls that it answers.
  const drawn = useMemo(() => path.filter((turn, i) => !isShownAbove(turn, path[i - 1])), [path])
  const ids = useMemo(() => drawn.map(({ id }) => id), [drawn])
  const nextOf = useMemo(() => new Map(path.map(({ id }, i) => [id, path[i + 1]])), [path])
  const steps = useMemo(() => stepsOf(path), [path])
  const reading = useReading(conversation.id, ids, isArriving)
  const { content, toEnd } = reading
  const last = path.at(-1)
  const later = useMemo(
    () => (headId === null ? 0 : subtreeOf(messages, headId).size - 1),
    [messages, headId],
  )
  const lastRunId = path.at(-1)?.runId ?? null
  const lastStatus = lastRunId === null ? undefined : runById.get(lastRunId)?.status
  const isNew = lastStatus === undefined || !hasEnded(lastStatus)
  // A new turn of one's own is shown at once; another branch, and one come back to, leave the reader's place.
  const knownRunId = useRef(lastRunId)
  useEffect(() => {
    if (isNew && knownRunId.current !== lastRunId) toEnd()
    knownRunId.current = lastRunId
  }, [toEnd, lastRunId, isNew])
  return (
    <ShowTurn value={reading.showTurn}>
      <ReadingFrame
        reading={reading}
        label={t('label')}
        className="overflow-y-auto px-6 [scrollbar-gutter:stable_both-edges] phone:px-5"
        // Over the middle of the box, as a notice is.
        wayDownClass="left-[calc(50%+50px)] phone:left-1/2"
      >
        <div
          ref={content}
          className="mx-auto flex max-w-174 flex-col gap-3 pt-1.5 pb-5 phone:gap-5"
        >
          {last === undefined && <Nothing />}
          <TurnsLock value={holdsTurns}>
            <Undrawn height={reading.above} />
            {/* A place in the thread keeps its key when another branch comes into it, and with it the focus. */}
            {drawn.slice(reading.start, reading.end).map((message) => {
              const key = message.parentId ?? 'first'
              const place = places.get(message.id) ?? ALONE
              if (message.role !== 'assistant') {
                return <UserTurn key={key} message={message} {...place} />
              }
              if (message.content !== null) {
                return (
                  <WrittenAnswer
                    key={key}
                    message={message}
                    place={place}
                    next={nextOf.get(message.id)}
                    nextPlace={placeOfResults(nextOf.get(message.id), places)}
                  />
                )
              }
              const run = message.runId === null ? undefined : runById.get(message.runId)
              return (
                <AssistantTurn
                  key={key}
                  message={message}
                  {...place}
                  run={run}
                  model={settings?.model ?? ''}
                  isLast={message.id === headId}
                  next={nextOf.get(message.id)}
                  nextPlace={placeOfResults(nextOf.get(message.id), places)}
                  step={steps.get(message.id) ?? 1}
                />
              )
            })}
            <Undrawn height={reading.roomBelow} />
            {last !== undefined && <ThreadEnd turn={last} later={later} />}
          </TurnsLock>
          <ConversationTotal conversationId={conversation.id} place="end" />
        </div>
      </ReadingFrame>
    </ShowTurn>
  )
})

/** The turn itself is not drawn, so that the way to the others of its place stands with the calls. */
function placeOfResults(turn: Message | undefined, places: ReadonlyMap<string, Place>): Place {
  return (turn !== undefined && isResultTurn(turn) && places.get(turn.id)) || ALONE
}

function isShownAbove(turn: Message, before: Message | undefined): boolean {
  return before?.role === 'assistant' && isResultTurn(turn)
}

/** Stands where all turns were deleted. */
function Nothing() {
  const t = useTranslations('chat')
  return (
    <div className="ml-25 pt-2 text-ui phone:ml-0">
      <p className="font-medium">{t('emptyTitle')}</p>
      <p className="text-ink-3">{t('emptyText')}</p>
    </div>
  )
}
