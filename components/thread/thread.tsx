import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useLiveRunInView } from '@/lib/client/use-live-run-in-view'
import { type Conversation, pathTo } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import { placesOf, subtreeOf } from '@/lib/domain/tree'
import { ThreadEnd } from './acts/thread-end'
import { Announcer } from './announcer'
import { AssistantTurn } from './assistant-turn'
import { useStickToBottom } from './use-stick-to-bottom'
import { UserTurn } from './user-turn'

const ALONE = { place: 1, places: 1 }

/** The turns of a conversation, from the first to the head of the branch in view. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('chat')
  const { messages, headId, runs, settings } = conversation
  const path = useMemo(() => pathTo(messages, headId), [messages, headId])
  const places = useMemo(() => placesOf(messages), [messages])
  const runById = useMemo(() => new Map(runs.map((run) => [run.id, run])), [runs])
  const isArriving = useLiveRunInView(conversation.id) !== null
  const { frame, content, hasNewBelow, toEnd } = useStickToBottom(conversation.id, isArriving)
  const last = path.at(-1)
  const later = useMemo(
    () => (headId === null ? 0 : subtreeOf(messages, headId).size - 1),
    [messages, headId],
  )
  const lastRunId = path.at(-1)?.runId ?? null
  const lastStatus = lastRunId === null ? undefined : runById.get(lastRunId)?.status
  const isNew = lastStatus === undefined || !hasEnded(lastStatus)
  // A new turn of one's own is shown at once; another branch leaves the reader's place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of a turn only its coming counts, not its end
  useEffect(() => {
    if (isNew) toEnd()
  }, [toEnd, lastRunId])
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('label')}
        className="h-full overflow-y-auto overscroll-contain px-6 outline-offset-[-2px] [scrollbar-gutter:stable_both-edges] phone:px-5"
      >
        <div
          ref={content}
          className="mx-auto flex max-w-174 flex-col gap-3 pt-1.5 pb-5 phone:gap-5"
        >
          {/* A place in the thread keeps its key when another branch comes into it, and with it the focus. */}
          {path.map((message) =>
            message.role === 'user' ? (
              <UserTurn
                key={message.parentId ?? 'first'}
                message={message}
                {...(places.get(message.id) ?? ALONE)}
              />
            ) : (
              <AssistantTurn
                key={message.parentId ?? 'first'}
                message={message}
                {...(places.get(message.id) ?? ALONE)}
                run={message.runId === null ? undefined : runById.get(message.runId)}
                model={settings?.model ?? ''}
                isLast={message.id === headId}
              />
            ),
          )}
          {last !== undefined && <ThreadEnd turn={last} later={later} />}
        </div>
      </section>
      {hasNewBelow && (
        <button
          type="button"
          onClick={toEnd}
          className="fade absolute bottom-2 left-1/2 flex h-8 -translate-x-1/2 items-center gap-2 rounded-full bg-raised px-3.5 font-medium text-ui shadow-float hover:bg-hover phone:h-11"
        >
          <ArrowDown aria-hidden size={16} strokeWidth={1.5} className="text-ink-3" />
          {t('newText')}
        </button>
      )}
      <Announcer runId={lastRunId} status={lastStatus} />
    </div>
  )
}
