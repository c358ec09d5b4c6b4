import { Undo2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { Vote } from '@/lib/domain/comparison/votes'
import { modelLabel } from '@/lib/domain/models'
import { FailureNote } from '../../composer/composer-notes'
import { Button } from '../../ui/button'
import type { BlindCell } from './blind-cell'
import type { Voting } from './use-voting'

interface Props {
  vote: Vote | null
  contestants: readonly BlindCell[]
  isArriving: boolean
  /** An answer waits for its tools, and nothing arrives until somebody has seen to that. */
  isOpen: boolean
  voting: Voting
}

/** Takes the vote on the answers of a turn, or says how it was. */
export function RowVote({ vote, contestants, isArriving, isOpen, voting }: Props) {
  const t = useTranslations('judging')
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef(vote?.id)
  const voteId = vote?.id
  const { failure, hasActed } = voting
  useEffect(() => {
    if (shown.current === voteId) return
    shown.current = voteId
    // What had the focus is gone where somebody has just voted, or taken that back; not where votes are only heard of.
    if (hasActed.current && document.activeElement === document.body)
      box.current?.querySelector('button')?.focus()
    hasActed.current = false
  }, [voteId, hasActed])
  return (
    <div ref={box} className="sticky left-0 col-span-full flex w-[100cqw] flex-col gap-2 px-5 pb-4">
      {vote !== null ? (
        <VoteLine {...{ vote, contestants, voting }} />
      ) : isArriving ? (
        <p className="text-ink-3 text-small">{t('arriving')}</p>
      ) : isOpen ? (
        <p className="text-ink-3 text-small">{t('open')}</p>
      ) : contestants.length > 1 ? (
        <VoteButtons {...{ contestants, voting }} />
      ) : (
        <p className="text-ink-3 text-small">{t('tooFew')}</p>
      )}
      {failure !== null && (
        <FailureNote failure={{ act: 'vote', error: failure }} onDismiss={voting.dismiss} />
      )}
    </div>
  )
}

function VoteButtons({ contestants, voting }: Pick<Props, 'contestants' | 'voting'>) {
  const t = useTranslations('judging')
  const button = (winner: string, key: string, words: ReactNode) => (
    <Button
      key={winner}
      aria-keyshortcuts={key}
      disabled={voting.isBusy}
      keepsFocus
      onClick={() => voting.vote(winner)}
    >
      {words}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div role="group" aria-label={t('vote')} className="flex flex-wrap items-center gap-2">
      {contestants.map(({ column, letter, place }) =>
        button(column.id, String(place + 1), t('best', { letter })),
      )}
      {button('tie', '0', t('tie'))}
      {button('none', 'N', t('none'))}
    </div>
  )
}

function VoteLine({
  vote,
  contestants,
  voting,
}: Pick<Props, 'contestants' | 'voting'> & { vote: Vote }) {
  const t = useTranslations('judging')
  const winner = contestants.find(({ column }) => column.id === vote.winner)
  const answered = vote.contestants.find(({ columnId }) => columnId === vote.winner)
  const words = () => {
    if (answered === undefined) return t(vote.winner === 'tie' ? 'votedTie' : 'votedNone')
    const model = modelLabel(answered.model)
    // Its column may be gone.
    return winner === undefined
      ? t('votedFor', { model })
      : t('voted', { letter: winner.letter, model })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-small">
      <p role="status" className="text-ink-2">
        {words()}
      </p>
      <Button
        variant="quiet"
        icon={<Undo2 aria-hidden size={14} strokeWidth={1.5} className="text-ink-3" />}
        disabled={voting.isBusy}
        keepsFocus
        onClick={() => voting.takeBack(vote)}
      >
        {t('takeBack')}
      </Button>
    </div>
  )
}
