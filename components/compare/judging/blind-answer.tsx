import { useTranslations } from 'use-intl'
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
  const { segment, letter, column, runId } = cell
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
          {t('heldBack')}
        </p>
      ) : (
        <>
          {answers.map((message) => (
            <Content key={message.id} {...{ message, conversation, answers: segment.answers }} />
          ))}
          {runId === null && <p className="mt-2 text-ink-3 text-small">{t('notWhole')}</p>}
          {last !== undefined && last.runId !== null && <Marks answer={last} />}
        </>
      )}
    </article>
  )
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
