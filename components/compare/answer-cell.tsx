import { Pencil } from 'lucide-react'
import { memo, useContext, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { usePrices } from '@/lib/client/use-prices'
import { type Facts, factsOf } from '@/lib/domain/comparison/facts'
import { isAnswering, runsOf, type Segment, wholeAnswer } from '@/lib/domain/comparison/segments'
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
import { type Against, DifferenceBody, Differences, NoDifference } from './difference-body'
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
  /** What this answer is held against; null: it is the baseline, or is held against nothing. */
  against: Against | null
  /** What that says; null: there is no whole answer. */
  baseline: string | null
}

/** What a column answered to one question, with its figures. */
export const AnswerCell = memo(function AnswerCell(props: Props) {
  const { conversation, segment, isShared, isLast, model, against, baseline } = props
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
        {mode !== null &&
        against !== null &&
        against !== 'unseen' &&
        baseline !== null &&
        whole !== null ? (
          <DifferenceBody
            {...{ mode, against, baseline, whole, places, own }}
            message={segment.answers.at(-1)}
            isLast={isLast}
            figures={<Figures {...{ conversation, segment, own, facts }} />}
          />
        ) : (
          <>
            {mode !== null && against !== null && (
              <NoDifference against={against} isWhole={whole !== null} own={own} />
            )}
            <Answers {...props} {...{ places, own, facts }} />
          </>
        )}
      </TurnsLock>
    </article>
  )
})

interface FiguresProps extends Pick<Props, 'conversation' | 'segment'> {
  own: readonly Run[]
  facts: Facts | null
}

/** The figures under the last answer: of what was copied or written there are none, and it says so. */
function Figures({ conversation, segment, own, facts }: FiguresProps) {
  const t = useTranslations('compare')
  const last = own.at(-1)
  if (last === undefined) {
    // Before the answer that is sent stands what it begins with.
    if (isAnswering(segment, conversation.runs)) return null
    return <p className="mt-3 text-ink-3 text-small">{t('written')}</p>
  }
  if (!hasEnded(last.status)) return <LiveFacts runId={last.id} />
  return facts === null || facts.state === 'live' ? null : (
    <FactsBar columnId={conversation.id} facts={facts} last={last} />
  )
}

interface AnswersProps extends Props, FiguresProps {
  places: ReadonlyMap<string, Place>
}

/** The answers themselves, each with what can be done with it; the figures stand under the last. */
function Answers({ conversation, segment, isLast, places, own, facts }: AnswersProps) {
  const shown = segment.answers.filter((turn) => !isResultTurn(turn))
  return shown.map((message, index) => {
    const next = segment.answers[segment.answers.indexOf(message) + 1]
    const nextPlace = (next !== undefined && isResultTurn(next) && places.get(next.id)) || ALONE
    const place = places.get(message.id) ?? ALONE
    const figures =
      index === shown.length - 1 ? <Figures {...{ conversation, segment, own, facts }} /> : null
    // A place keeps its key when another answer comes into it, and with it the focus.
    const key = message.parentId ?? 'first'
    if (message.content !== null) {
      return <WrittenBody key={key} {...{ message, place, next, nextPlace, figures }} />
    }
    return (
      <AnswerBody
        key={key}
        {...{ message, next, nextPlace, figures, ...place }}
        run={own.find(({ id }) => id === message.runId)}
        isLast={isLast && message.id === conversation.headId}
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
