import { Pencil } from 'lucide-react'
import { createContext, memo, useContext, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { DifferenceMode } from '@/lib/client/comparison/compare-view'
import { usePrices } from '@/lib/client/use-prices'
import { type Facts, factsOf } from '@/lib/domain/comparison/facts'
import { runsOf, type Segment, wholeAnswer } from '@/lib/domain/comparison/segments'
import type { Conversation, Message } from '@/lib/domain/conversation'
import { modelLabel } from '@/lib/domain/models'
import { hasEnded, type Run } from '@/lib/domain/run'
import { isResultTurn } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { type Place, placesOf } from '@/lib/domain/tree'
import { pressTurnKey } from '../thread/acts/press-turn-key'
import { QuestionMenu } from '../thread/acts/question-acts'
import { Siblings } from '../thread/acts/siblings'
import { TurnsLock, useLockReason } from '../thread/acts/turns-lock'
import { AnswerBody } from '../thread/answer-body'
import { QuestionBody, useEditing, useFocusAfterEdit } from '../thread/question-body'
import { WrittenBody } from '../thread/written-answer'
import { IconButton } from '../ui/icon-button'
import { AnswerDifferences } from './differences/answer-differences'
import { FactsBar, LiveFacts } from './facts-bar'

const ALONE: Place = { place: 1, places: 1 }

interface Props {
  conversation: Conversation
  segment: Segment
  /** It is the last of its column. */
  isLast: boolean
  /** What was asked stands over all columns, and not in this one. */
  isShared: boolean
  /** The model that the column asks next: an answer of another one says so. */
  model: string
  /** What the baseline answered, where this answer is held against it. */
  baseline: string | null
}

/** How answers are held against the baseline; null = they are shown as they are. */
export const Differences = createContext<DifferenceMode | null>(null)

/** What a column answered to one question, with its figures. */
export const AnswerCell = memo(function AnswerCell(props: Props) {
  const { conversation, segment, isShared, model, baseline } = props
  const { messages, runs } = conversation
  const mode = useContext(Differences)
  const places = useMemo(() => placesOf(messages), [messages])
  const { holdsTurns } = useMemo(() => loopOf(conversation), [conversation])
  const own = useMemo(() => runsOf(segment, runs), [segment, runs])
  const prices = usePrices()
  const facts = prices === null ? null : factsOf(own, prices)
  const answered = own.at(-1)?.model ?? model
  const whole = useMemo(() => wholeAnswer(segment, runs), [segment, runs])
  return (
    <article
      aria-label={modelLabel(answered)}
      tabIndex={-1}
      onKeyDown={pressTurnKey}
      className="group/turn compare-text relative min-w-0 outline-offset-4"
    >
      <TurnsLock value={holdsTurns}>
        {segment.question !== null && (
          <Question
            message={segment.question}
            place={places.get(segment.question.id) ?? ALONE}
            isShared={isShared}
          />
        )}
        {answered !== model && (
          <p className="mb-1 font-medium text-ink-3 text-small">{modelLabel(answered)}</p>
        )}
        {mode !== null && baseline !== null && whole !== null ? (
          <>
            <AnswerDifferences {...{ baseline, mode }} answer={whole} />
            {facts !== null && (
              <FactsBar columnId={conversation.id} facts={facts} last={own.at(-1)} />
            )}
          </>
        ) : (
          <Answers {...props} {...{ places, own, facts }} />
        )}
      </TurnsLock>
    </article>
  )
})

interface AnswersProps extends Props {
  places: ReadonlyMap<string, Place>
  own: readonly Run[]
  facts: Facts | null
}

/** The answers themselves, each with what can be done with it; the figures stand under the last. */
function Answers({ conversation, segment, isLast, places, own, facts }: AnswersProps) {
  const shown = segment.answers.filter((turn) => !isResultTurn(turn))
  const figures = (run: Run | undefined) => {
    if (run !== undefined && !hasEnded(run.status)) return <LiveFacts runId={run.id} />
    return facts === null || facts.state === 'live' ? null : (
      <FactsBar columnId={conversation.id} facts={facts} last={own.at(-1)} />
    )
  }
  return shown.map((message, index) => {
    const next = segment.answers[segment.answers.indexOf(message) + 1]
    const nextPlace = (next !== undefined && isResultTurn(next) && places.get(next.id)) || ALONE
    const place = places.get(message.id) ?? ALONE
    // A place keeps its key when another answer comes into it, and with it the focus.
    const key = message.parentId ?? 'first'
    if (message.content !== null) {
      return <WrittenBody key={key} {...{ message, place, next, nextPlace }} />
    }
    const run = own.find(({ id }) => id === message.runId)
    return (
      <AnswerBody
        key={key}
        {...{ message, run, next, nextPlace, ...place }}
        isLast={isLast && message.id === conversation.headId}
        figures={index === shown.length - 1 ? figures(run) : null}
      />
    )
  })
}

/** What this column alone was asked, or its way to what else it was asked in this place. */
function Question({
  message,
  place,
  isShared,
}: {
  message: Message
  place: Place
  isShared: boolean
}) {
  const t = useTranslations('compare')
  const editing = useEditing(message)
  const refused = useLockReason()
  const editButton = useFocusAfterEdit(editing.edited !== null)
  if (!isShared || editing.edited !== null) {
    return (
      <div className="mb-3 px-3">
        <QuestionBody message={message} {...place} {...editing} />
        {editing.edited === null && (
          <div className="-ml-6 hidden phone:flex">
            <QuestionMenu turn={message} onEdit={editing.edit} />
          </div>
        )}
      </div>
    )
  }
  return (
    <>
      {place.places > 1 && (
        <div className="-mt-1 mb-1 flex items-center text-ink-3 text-small">
          {t('question')}
          <Siblings turn={message} {...place} />
        </div>
      )}
      {editing.edit !== null && (
        <div className="fade absolute top-1 right-1 z-10 rounded-md bg-bg opacity-0 focus-within:opacity-100 group-hover/turn:opacity-100 phone:-ml-3 pointer-coarse:static pointer-coarse:opacity-100">
          <IconButton
            ref={editButton}
            label={t('editHere')}
            phoneWords={t('editHereShort')}
            icon={Pencil}
            refused={refused}
            onClick={editing.edit}
          />
        </div>
      )}
    </>
  )
}
