import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Vote } from '@/lib/domain/comparison/votes'
import { AnswerCell } from '../answer-cell'
import { segmentsIn } from '../turn-rows'
import type { BlindCell } from './blind-cell'
import { ContenderName } from './contender-name'

interface Props {
  cell: BlindCell
  isShared: boolean
  vote: Vote
}

/** An answer that was voted on, with whose it is and all that is known of it. */
export function RevealedAnswer({ cell, isShared, vote }: Props) {
  const t = useTranslations('judging')
  const { column, segment, letter } = cell
  const { conversation, settings } = column
  const contestant = vote.contestants.find(({ columnId }) => columnId === column.id)
  if (segment === null || conversation === undefined) return null
  return (
    <>
      <p className="mb-2 flex flex-wrap items-baseline gap-x-3 text-small">
        <span className="text-ink-3">{letter}</span>
        {contestant !== undefined && <ContenderName contender={contestant} />}
        {vote.winner === column.id && (
          <span className="flex items-baseline gap-1 font-medium text-ok">
            <Check aria-hidden size={14} strokeWidth={2} className="self-center" />
            {t('votedBest')}
          </span>
        )}
      </p>
      <AnswerCell
        conversation={conversation}
        segment={segment}
        isLast={segmentsIn(conversation).at(-1) === segment}
        isShared={isShared}
        // It is named above, where it was voted on.
        model={contestant?.model ?? settings?.model ?? ''}
        against={null}
        baseline={null}
      />
    </>
  )
}
