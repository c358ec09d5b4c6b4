import { Timer, WifiOff } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { getLiveRuns, type LiveRun } from '@/lib/client/stores/live-runs'
import { estimateTokens } from '@/lib/domain/token-estimate'
import { LiveIcon } from '../ui/live-icon'
import { MetricRow, value } from './metric'
import { useDuration } from './use-duration'
import { useTicker } from './use-ticker'

/** From so long a silence on it is said (reliability.md F6); a model may think and show nothing. */
const SILENT_FROM_MS = 60_000
/** Figures that change faster than this cannot be read. */
const RENEW_MS = 200

/** The line under an answer that is arriving: the live word first, then what is known. */
export function StatusLine({ runId }: { runId: string }) {
  const isLost = useIsConnectionLost()
  const now = useTicker(!isLost, RENEW_MS)
  const live = getLiveRuns()[runId]
  if (live === undefined) return null
  return (
    <MetricRow>
      {isLost ? <Offline /> : <LiveWord live={live} now={now} />}
      <Figures live={live} now={isLost ? null : now} />
    </MetricRow>
  )
}

function Offline() {
  const t = useTranslations('chat.status')
  return (
    <span className="flex items-start gap-1.5">
      <WifiOff aria-hidden size={14} strokeWidth={1.5} className="mt-px shrink-0" />
      {t('offline')}
    </span>
  )
}

function LiveWord({ live, now }: { live: LiveRun; now: number }) {
  const t = useTranslations('chat.status')
  const duration = useDuration()
  const silence = now - live.heardAt
  if (silence >= SILENT_FROM_MS) {
    const whole = Math.floor(silence / 1000) * 1000
    return (
      <span className="flex items-center gap-1.5 text-warn">
        <Timer aria-hidden size={14} strokeWidth={1.5} />
        {t('silent', { duration: duration(whole) })}
      </span>
    )
  }
  // A block may be open long before it shows a token: thinking whose text is omitted.
  const isWaiting = live.run.timing.firstToken === null && live.fold.open.length === 0
  return (
    <span className="flex items-center gap-1.5 text-accent">
      <LiveIcon size={14} />
      {isWaiting
        ? t('waiting', { duration: duration(Math.floor((now - live.run.createdAt) / 100) * 100) })
        : t('streaming')}
    </span>
  )
}

/** Without the connection (`now` is null) only what has come is known: neither how long nor how fast. */
function Figures({ live, now }: { live: LiveRun; now: number | null }) {
  const t = useTranslations('chat.metrics')
  const format = useFormatter()
  const duration = useDuration()
  const { firstToken } = live.run.timing
  if (firstToken === null || live.leftAt === null) return null
  const count = estimateTokens(live.fold.message?.content ?? [])
  const soFar = <span>{t.rich('soFar', { ...value, count: format.number(count) })}</span>
  if (now === null) return soFar
  const elapsed = now - live.leftAt
  const seconds = (elapsed - firstToken) / 1000
  const rate = format.number(count / seconds, { maximumFractionDigits: 0 })
  return (
    <>
      {value.v(duration(elapsed))}
      {soFar}
      {seconds > 1 && <span>{t.rich('aboutRate', { ...value, rate })}</span>}
      <span>{t.rich('firstToken', { ...value, duration: duration(firstToken) })}</span>
    </>
  )
}
