import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { votesQuery } from '@/lib/client/queries/votes-query'
import { blindOrder, letterOf, seedOfTurn } from '@/lib/domain/comparison/blind-order'
import type { Row } from '@/lib/domain/comparison/rows'
import { type Vote, voteOn } from '@/lib/domain/comparison/votes'
import { cx } from '../../ui/cx'
import { Ranks } from '../facts-bar'
import { RowCell } from '../row-cell'
import { type DrawnRows, numbered, ROW, RowQuestion, useIsHeld, useRanks } from '../turn-rows'
import { BlindAnswer } from './blind-answer'
import { type BlindCell, cellOf } from './blind-cell'
import { RevealedAnswer } from './revealed-answer'
import { RowVote } from './row-vote'
import { useVoting } from './use-voting'

/** Stands over the answers in one place, and says nothing of whose they are. */
export function BlindHead({ place, count }: { place: number; count: number }) {
  const t = useTranslations('judging')
  const compare = useTranslations('compare')
  return (
    <p
      className={cx(
        'sticky top-0 z-20 flex min-w-0 snap-start items-baseline justify-between border-line bg-bg px-5 py-2.5 font-semibold text-title phone:snap-always',
        place > 0 && 'border-l phone:border-l-0',
      )}
    >
      {t('answer', { letter: letterOf(place) })}
      <span className="hidden font-normal text-ink-3 text-small phone:inline">
        {compare('place', { place: place + 1, count })}
      </span>
    </p>
  )
}

interface Look {
  comparisonId: string
  columns: readonly Column[]
  seed: string
  isEven: boolean
}

/** The turns of all columns side by side, without names and figures. Each turn has an order of its own. */
export function BlindRows({ drawn, ...look }: Look & { drawn: DrawnRows }) {
  const votes = useQuery(votesQuery(look.comparisonId)).data ?? NONE
  const isHeld = useIsHeld(look.columns)
  return numbered(drawn).map(({ row, number }) => (
    <BlindRow key={number} {...{ row, number, votes, isHeld, ...look }} />
  ))
}

const NONE: readonly Vote[] = []

interface RowProps extends Look {
  row: Row
  number: number
  votes: readonly Vote[]
  isHeld: boolean
}

function BlindRow(props: RowProps) {
  const { comparisonId, columns, seed, isEven, row, number, votes, isHeld } = props
  const t = useTranslations('compare')
  const judging = useTranslations('judging')
  const ranks = useRanks(row, columns)
  const turnSeed = seedOfTurn(seed, number, row)
  const order = useMemo(() => blindOrder([...columns.keys()], turnSeed), [columns, turnSeed])
  const cells = order.flatMap((index, place): BlindCell[] => {
    const column = columns[index]
    return column === undefined ? [] : [cellOf(column, row.cells[index] ?? null, place)]
  })
  const contestants = cells.filter((cell) => cell.runId !== null)
  const vote = voteOn(
    votes,
    contestants.flatMap(({ runId }) => runId ?? []),
  )
  const isArriving = cells.some((cell) => cell.isArriving)
  const isOpen = isArriving || cells.some((cell) => cell.isOpen)
  const voting = useVoting(comparisonId, row, contestants)
  const canVote = vote === null && !isOpen && contestants.length > 1
  const onKeyDown = (event: KeyboardEvent) => {
    const winner = canVote ? winnerOf(event, contestants) : null
    if (winner === null) return
    event.preventDefault()
    voting.vote(winner)
  }
  return (
    // The keys are those of its buttons.
    <section aria-label={t('turn', { number })} className={ROW} onKeyDown={onKeyDown}>
      {row.shared !== null && <RowQuestion {...{ row, isHeld }} question={row.shared} />}
      <Ranks value={ranks}>
        {cells.map((cell) => (
          <RowCell
            key={cell.column.id}
            place={cell.place}
            evenName={isEven ? judging('answer', { letter: cell.letter }) : null}
            className="pb-3"
          >
            {vote === null ? (
              <BlindAnswer cell={cell} isShared={row.shared !== null} isHeldBack={isArriving} />
            ) : (
              <RevealedAnswer cell={cell} isShared={row.shared !== null} vote={vote} />
            )}
          </RowCell>
        ))}
      </Ranks>
      <RowVote {...{ vote, contestants, voting, isArriving, isOpen }} />
    </section>
  )
}

/** The vote that a key stands for; null = none. */
function winnerOf(event: KeyboardEvent, contestants: readonly BlindCell[]): string | null {
  const { key, target, altKey, ctrlKey, metaKey, nativeEvent } = event
  if (altKey || ctrlKey || metaKey || nativeEvent.isComposing) return null
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))
    return null
  if (key === '0') return 'tie'
  if (key === 'n' || key === 'N') return 'none'
  return contestants.find(({ place }) => String(place + 1) === key)?.column.id ?? null
}
