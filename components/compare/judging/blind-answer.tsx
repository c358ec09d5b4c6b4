import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { answerText, runsOf, type Segment } from '@/lib/domain/comparison/segments'
import type { Conversation, Message } from '@/lib/domain/conversation'
import { isResultTurn } from '@/lib/domain/tools/loop'
import { AnswerNote } from '../../thread/acts/answer-note'
import { MarkActs } from '../../thread/acts/mark-acts'
import { pressTurnKey } from '../../thread/acts/press-turn-key'
import { useMarking } from '../../thread/acts/use-marking'
import { StillBlocks } from '../../thread/blocks/still-blocks'
import { QuestionBlocks } from '../../thread/question-blocks'
import { LiveIcon } from '../../ui/live-icon'
import type { BlindCell } from './blind-cell'

interface Props {
  cell: BlindCell
  isShared: boolean
  /** Another answer of the turn still arrives: how fast they come would tell. */
  isHeldBack: boolean
}

/** An answer without a name, a figure or anything else that tells whose it is. */
export function BlindAnswer({ cell, isShared, isHeldBack }: Props) {
  const t = useTranslations('judging')
  const compare = useTranslations('compare')
  const status = useTranslations('chat.status')
  const isLost = useIsConnectionLost()
  const { segment, letter, column } = cell
  const { conversation } = column
  if (segment === null || conversation === undefined)
    return <p className="text-ink-3 text-small">{compare('notAsked')}</p>
  const answers = segment.answers.filter((turn) => !isResultTurn(turn))
  const last = answers.at(-1)
  return (
    <article
      aria-label={t('answer', { letter })}
      tabIndex={-1}
      onKeyDown={pressTurnKey}
      className="group/turn compare-text min-w-0 outline-offset-4"
    >
      {!isShared && segment.question !== null && (
        <div className="mb-3 rounded-md bg-user-turn px-3 py-2">
          <QuestionBlocks content={segment.question.content ?? []} />
        </div>
      )}
      {isHeldBack ? (
        <p className="flex h-7 items-center gap-1.5 text-ink-3 text-small">
          <LiveIcon size={14} />
          {isLost ? status('offline') : t('heldBack')}
        </p>
      ) : (
        <>
          {answers.map((message) => (
            <Content key={message.id} {...{ message, conversation, answers: segment.answers }} />
          ))}
          <Short {...{ cell, conversation, segment }} />
          {last !== undefined && last.runId !== null && <Marks answer={last} />}
        </>
      )}
    </article>
  )
}

interface ShortProps extends Pick<Props, 'cell'> {
  conversation: Conversation
  segment: Segment
}

/** What there is to say of an answer that is none, or not a whole one. */
function Short({ cell, conversation, segment }: ShortProps) {
  const t = useTranslations('judging')
  const { runs } = conversation
  const reason = runs.find(({ id }) => id === cell.runId)?.message?.stop_reason
  const words = () => {
    if (cell.runId === null) {
      if (cell.isOpen) return t('unfinished')
      // No run of the column wrote it.
      const isWritten = segment.answers.length > 0 && runsOf(segment, runs).length === 0
      return t(isWritten ? 'written' : 'notWhole')
    }
    if (reason === 'refusal') return t('refused')
    return answerText(segment, runs) === '' ? t('noText') : null
  }
  return <p className="mt-2 text-ink-3 text-small first:mt-0 empty:hidden">{words()}</p>
}

interface ContentProps {
  message: Message
  conversation: Conversation
  answers: readonly Message[]
}

/** Thinking is left out: whether and how a model shows it tells which it is. */
function Content({ message, conversation, answers }: ContentProps) {
  const run = conversation.runs.find(({ id }) => id === message.runId)
  const content = message.content ?? run?.message?.content ?? []
  const said = content.filter(({ type }) => !type.endsWith('thinking'))
  const next = answers[answers.indexOf(message) + 1]
  return <StillBlocks message={message} next={next} content={said} />
}

function Marks({ answer }: { answer: Message }) {
  const { note, ...marking } = useMarking(answer)
  return (
    <div className="mt-2 flex flex-wrap items-center">
      <div className="-ml-1.5 flex items-center gap-0.5 phone:-ml-3.5">
        <MarkActs {...{ answer, ...marking }} />
      </div>
      <AnswerNote answer={answer} {...note} />
    </div>
  )
}
