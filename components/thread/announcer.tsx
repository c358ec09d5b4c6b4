import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { getLiveRuns, subscribeLiveRuns } from '@/lib/client/stores/live-runs'
import type { Conversation } from '@/lib/domain/conversation'
import { hasEnded } from '@/lib/domain/run'
import type { WireMessage } from '@/lib/wire/types'

const EVERY_MS = 500

/**
 * Tells a screen reader of an arriving answer: each paragraph once it is whole, and how it ended.
 * Never token by token, and nothing of what was there before. It stands before there is anything to
 * tell, else a quick answer would be over unheard.
 */
export function Announcer({ conversation }: { conversation: Conversation | undefined }) {
  const t = useTranslations('chat')
  const head = conversation?.messages.find(({ id }) => id === conversation.headId)
  const runId = head?.runId ?? null
  const run = conversation?.runs.find(({ id }) => id === runId)
  const [news, setNews] = useState('')
  const [end, setEnd] = useState('')
  const told = useRef(0)
  useEffect(() => {
    setNews('')
    setEnd('')
    told.current = 0
    return runId === null ? undefined : tellParagraphs(runId, told, setNews)
  }, [runId])

  const arriving = useRef(new Set<string>())
  useEffect(() => subscribeLiveRuns((runs) => addAll(arriving.current, Object.keys(runs))), [])
  useEffect(() => {
    if (run === undefined) return
    if (!hasEnded(run.status)) arriving.current.add(run.id)
    // Told once.
    else if (arriving.current.delete(run.id)) {
      const rest = wholeParagraphs(run.message, []).slice(told.current)
      if (rest.length > 0) setNews(rest.join('\n'))
      setEnd(t(run.status === 'complete' ? 'announceComplete' : 'announceEnded'))
    }
  }, [run, t])

  // Two places: the last paragraphs may come before the end or after it.
  return (
    <div aria-live="polite" className="sr-only">
      <p>{news}</p>
      <p>{end}</p>
    </div>
  )
}

function addAll(set: Set<string>, ids: readonly string[]): void {
  for (const id of ids) set.add(id)
}

/** Hands each paragraph on while a run arrives, a few times a second at most. */
function tellParagraphs(
  runId: string,
  told: RefObject<number>,
  tell: (text: string) => void,
): () => void {
  let nextAt = 0
  const look = () => {
    const live = getLiveRuns()[runId]
    if (live === undefined || performance.now() < nextAt) return
    nextAt = performance.now() + EVERY_MS
    const whole = wholeParagraphs(live.fold.message, live.fold.open)
    const news = whole.slice(told.current)
    told.current = Math.max(told.current, whole.length)
    if (news.length > 0) tell(news.join('\n'))
  }
  look()
  return subscribeLiveRuns(look)
}

/** The paragraphs of an answer's text that nothing will be added to. */
function wholeParagraphs(message: WireMessage | null, open: readonly number[]): string[] {
  return (message?.content ?? []).flatMap((block, index) => {
    if (block.type !== 'text' || typeof block.text !== 'string') return []
    const paragraphs = block.text.split(/\n{2,}/).filter((text) => text !== '')
    return open.includes(index) && !block.text.endsWith('\n\n')
      ? paragraphs.slice(0, -1)
      : paragraphs
  })
}
