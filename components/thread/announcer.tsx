import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { getLiveRuns, type LiveRun, subscribeLiveRuns } from '@/lib/client/stores/live-runs'
import type { Conversation } from '@/lib/domain/conversation'
import { hasEnded, type RunStatus } from '@/lib/domain/run'

const EVERY_MS = 500

/**
 * Tells a screen reader of an arriving answer: each paragraph once it is whole, and how it ended.
 * Never token by token, and nothing of what was there before. It stands before the thread's own code does.
 */
export function Announcer({ conversation }: { conversation: Conversation }) {
  const { headId, messages, runs } = conversation
  const runId = messages.find(({ id }) => id === headId)?.runId ?? null
  const status = runs.find(({ id }) => id === runId)?.status
  const t = useTranslations('chat')
  const [news, setNews] = useState('')
  const [end, setEnd] = useState('')
  useEffect(() => {
    setNews('')
    setEnd('')
    return runId === null ? undefined : tellParagraphs(runId, setNews)
  }, [runId])

  const before = useRef({ runId, status })
  useEffect(() => {
    const wasArriving = before.current.runId === runId && !isOver(before.current.status)
    before.current = { runId, status }
    if (!wasArriving || !isOver(status)) return
    setEnd(t(status === 'complete' ? 'announceComplete' : 'announceEnded'))
  }, [runId, status, t])

  // Two places: the last paragraphs may come before the end or after it.
  return (
    <div aria-live="polite" className="sr-only">
      <p>{news}</p>
      <p>{end}</p>
    </div>
  )
}

function isOver(status: RunStatus | undefined): boolean {
  return status !== undefined && hasEnded(status)
}

/** Hands each paragraph on, a few times a second at most, the last ones when the run is let go. */
function tellParagraphs(runId: string, tell: (text: string) => void): () => void {
  let last = getLiveRuns()[runId]
  let told = 0
  let nextAt = 0
  return subscribeLiveRuns((runs) => {
    const live = runs[runId]
    const isLeaving = live === undefined && last !== undefined
    if (performance.now() < nextAt && !isLeaving) return
    nextAt = performance.now() + EVERY_MS
    const whole = wholeParagraphs(live ?? last)
    const news = whole.slice(told)
    told = Math.max(told, whole.length)
    last = live
    if (news.length > 0) tell(news.join('\n'))
  })
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
