import { createContext, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { DifferenceMode } from '@/lib/client/comparison/compare-view'
import type { Message } from '@/lib/domain/conversation'
import { hasEnded, type Run } from '@/lib/domain/run'
import type { Place } from '@/lib/domain/tree'
import { AnswerActs } from '../thread/acts/answer-acts'
import { WrittenActs } from '../thread/acts/written-acts'
import { AnswerEnd } from '../thread/answer-end'
import { AnswerDifferences } from './differences/answer-differences'

/** How answers are held against others; null = they are shown as they are. */
export const Differences = createContext<DifferenceMode | null>(null)

/** What an answer is held against: the baseline's, or what its column answered before. `unseen`: a baseline that is not in view. */
export type Against = 'baseline' | 'earlier' | 'unseen'

const REASONS = { baseline: 'noBaseline', earlier: 'noEarlier', unseen: 'noneInView' } as const

const ALONE: Place = { place: 1, places: 1 }

interface Props {
  mode: DifferenceMode
  against: Exclude<Against, 'unseen'>
  baseline: string
  /** What the answer says. */
  whole: string
  /** The last turn of the answer. */
  message: Message | undefined
  isLast: boolean
  places: ReadonlyMap<string, Place>
  own: readonly Run[]
  figures: ReactNode
}

/** What an answer has otherwise than another, with all that can be done with it. */
export function DifferenceBody(props: Props) {
  const { mode, against, baseline, whole, message, isLast, places, own, figures } = props
  const t = useTranslations('compare.differences')
  if (message === undefined) return null
  const run = own.find(({ id }) => id === message.runId)
  const place = places.get(message.id) ?? ALONE
  const turn = { place, next: undefined, nextPlace: ALONE }
  return (
    <>
      {against === 'earlier' && <p className="text-ink-3 text-small">{t('earlierHere')}</p>}
      <AnswerDifferences {...{ mode, against, baseline }} answer={whole} />
      {run === undefined ? (
        <>
          {figures}
          <WrittenActs turn={message} {...turn} />
        </>
      ) : (
        <>
          <AnswerEnd {...{ message, run, isLast, figures }} />
          <AnswerActs answer={message} run={run} {...turn} isPassed={false} isNarrow />
        </>
      )}
    </>
  )
}

interface NoDifferenceProps {
  against: Against
  /** The answer itself is whole. */
  isWhole: boolean
  own: readonly Run[]
}

/** Why an answer is shown as it is though others are held against each other. One that arrives says so itself. */
export function NoDifference({ against, isWhole, own }: NoDifferenceProps) {
  const t = useTranslations('compare.differences')
  const last = own.at(-1)
  if (!isWhole && (last === undefined || !hasEnded(last.status))) return null
  return <p className="mb-2 text-ink-3 text-small">{t(isWhole ? REASONS[against] : 'notWhole')}</p>
}
