import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/lib/client/comparison/use-columns'
import { useHasQueued } from '@/lib/client/stores/drafts'
import { headRunId, isUnderWay } from '@/lib/domain/comparison/arriving'

interface Props {
  columns: readonly Column[]
  /** Where a column that was moved stands now. */
  moved: string
}

/**
 * Tells a screen reader when all that was asked has ended, and where a column was moved to. Not by column:
 * eight would talk across each other, and in a blind turn tell whose an answer is.
 */
export function ComparisonAnnouncer({ columns, moved }: Props) {
  const t = useTranslations('compare')
  const [end, setEnd] = useState('')
  const conversations = columns.flatMap(({ conversation }) => conversation ?? [])
  const isQueued = useHasQueued(columns.map(({ id }) => id))
  const isLive = isQueued || conversations.some(isUnderWay)
  const broken = conversations.filter((one) => {
    const run = one.runs.find(({ id }) => id === headRunId(one))
    return run !== undefined && run.status !== 'complete'
  }).length
  const wasLive = useRef(isLive)
  useEffect(() => {
    if (isLive) setEnd('')
    else if (wasLive.current) setEnd(t('ended', { count: broken }))
    wasLive.current = isLive
  }, [isLive, broken, t])
  return (
    <div aria-live="polite" className="sr-only">
      <p>{end}</p>
      <p>{moved}</p>
    </div>
  )
}
