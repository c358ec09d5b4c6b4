import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { DifferenceMode } from '@/lib/client/comparison/compare-view'
import { BlockDifferences } from './block-differences'
import { FieldDifferences } from './field-differences'
import { readFields } from './read-fields'
import { WordDifferences } from './word-differences'

interface DifferenceProps {
  /** The text of the answer that the others are held against. */
  baseline: string
  answer: string
  /** What the other one is: the baseline's, or an earlier one. */
  against: 'baseline' | 'earlier'
}

const VIEWS = { words: WordDifferences, blocks: BlockDifferences, fields: StructuredDifferences }

/** What an answer has otherwise than the baseline. */
export function AnswerDifferences({ mode, ...texts }: DifferenceProps & { mode: DifferenceMode }) {
  const View = VIEWS[mode]
  return <View {...texts} />
}

/** By fields where both answers are JSON, else by words, and it says so. */
function StructuredDifferences({ baseline, answer, against }: DifferenceProps) {
  const t = useTranslations('differences')
  const [before, after] = useMemo(
    () => [readFields(baseline), readFields(answer)] as const,
    [baseline, answer],
  )
  if (before !== null && after !== null) {
    return <FieldDifferences baseline={before.value} answer={after.value} against={against} />
  }
  return (
    <>
      <p className="text-ink-3 text-small">{t('notJson')}</p>
      <WordDifferences baseline={baseline} answer={answer} />
    </>
  )
}
