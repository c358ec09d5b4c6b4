import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useIsLive } from '@/lib/client/stores/live-runs'
import { type Conversation, pathTo } from '@/lib/domain/conversation'
import { Announcer } from './announcer'
import { AssistantTurn } from './assistant-turn'
import { useStickToBottom } from './use-stick-to-bottom'
import { UserTurn } from './user-turn'

/** The turns of a conversation, from the first to the head of the branch in view. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('chat')
  const { messages, headId, runs, settings } = conversation
  const path = useMemo(() => pathTo(messages, headId), [messages, headId])
  const runById = useMemo(() => new Map(runs.map((run) => [run.id, run])), [runs])
  const isArriving = useIsLive(conversation.id)
  const { frame, content, hasNewBelow, toEnd } = useStickToBottom(conversation.id, isArriving)
  const lastRunId = path.at(-1)?.runId ?? null
  const lastStatus = lastRunId === null ? undefined : runById.get(lastRunId)?.status
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn of one's own is shown at once
  useEffect(toEnd, [toEnd, lastRunId])
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
          {path.map((message) =>
            message.role === 'user' ? (
              <UserTurn key={message.id} message={message} />
            ) : (
              <AssistantTurn
                key={message.id}
                message={message}
                run={message.runId === null ? undefined : runById.get(message.runId)}
                model={settings?.model ?? ''}
                isLast={message.id === headId}
              />
            ),
          )}
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
