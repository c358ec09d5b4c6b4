import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { getLiveRuns, type LiveRun, subscribeLiveRuns } from '@/lib/client/stores/live-runs'

const EVERY_MS = 500

/**
 * Tells a screen reader of an arriving answer: each paragraph once it is whole, and the end. Never
 * token by token, and nothing of what was there before.
 */
export function Announcer({ runId }: { runId: string | null }) {
  const t = useTranslations('chat')
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (runId === null) return
    let last = getLiveRuns()[runId]
    let told = 0
    let nextAt = 0
    return subscribeLiveRuns((runs) => {
      const live = runs[runId]
      const hasEnded = live === undefined && last !== undefined
      if ((performance.now() < nextAt && !hasEnded) || (live ?? last) === undefined) return
      nextAt = performance.now() + EVERY_MS
      const whole = wholeParagraphs(live ?? last)
      const news = whole.slice(told)
      told = whole.length
      last = live
      if (hasEnded) news.push(t('announceComplete'))
      if (news.length > 0) setSaid(news.join('\n'))
    })
  }, [runId, t])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}

/** The paragraphs of an answer's text that nothing will be added to. */
function wholeParagraphs(live: LiveRun | undefined): string[] {
  const open = live?.fold.open ?? []
  return (live?.fold.message?.content ?? []).flatMap((block, index) => {
    if (block.type !== 'text' || typeof block.text !== 'string') return []
    const paragraphs = block.text.split(/\n{2,}/)
    return open.includes(index) ? paragraphs.slice(0, -1) : paragraphs
  })
}
