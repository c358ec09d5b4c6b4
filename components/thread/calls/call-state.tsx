import {
  Check,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Hand,
  type LucideIcon,
  OctagonPause,
  WifiOff,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsConnectionLost } from '@/lib/client/stores/connection'
import type { CallState, ToolCall } from '@/lib/domain/tools/call'
import type { Block } from '@/lib/wire/types'
import { LiveIcon } from '../../ui/live-icon'
import { isFailed } from '../blocks/results/result-view'
import { useDuration } from '../use-duration'
import { useTicker } from '../use-ticker'

/** Without its server, nobody can say whether a call still runs; of some answers none is run. */
type Standing = Exclude<CallState, 'done' | 'running'> | 'unseen' | 'neverRun'

const LOOKS: Readonly<Record<Standing, [LucideIcon, string]>> = {
  asking: [Hand, 'text-warn'],
  waiting: [Clock, 'text-accent'],
  unknown: [CircleHelp, 'text-warn'],
  unseen: [WifiOff, 'text-ink-3'],
  neverRun: [CircleSlash, 'text-ink-3'],
}

/** At the right end of a call's line: how it stands, and how long it took. */
export function CallStatus({
  isLive,
  call,
  result,
  isLeftOut = false,
  isNeverRun = false,
}: {
  isLive: boolean
  call: ToolCall | null
  result: Block | null
  /** The branch went on without a result of it. */
  isLeftOut?: boolean
  /** Its answer ended in a way in which nothing is run. */
  isNeverRun?: boolean
}) {
  const t = useTranslations('loop.state')
  const isLost = useIsConnectionLost()
  if (isLive) return isLost ? null : <LiveIcon size={14} className="text-accent" />
  if (call?.state === 'running') return isLost ? <Stands how="unseen" /> : <Running call={call} />
  if (call !== null && isLeftOut) return <span className="text-ink-3">{t('leftOut')}</span>
  if (call !== null && call.state !== 'done') return <Stands how={call.state} />
  if (result !== null) return <Ended call={call} result={result} />
  return isNeverRun ? <Stands how="neverRun" /> : null
}

function Running({ call }: { call: ToolCall }) {
  const t = useTranslations('loop.state')
  const duration = useDuration()
  const now = useTicker(true, 100)
  const { startedAt } = call
  return (
    <span className="flex items-center gap-1.5 text-accent">
      <LiveIcon size={14} />
      {startedAt === null || now - startedAt < 1000
        ? t('running')
        : t('runningFor', { duration: duration(now - startedAt) })}
    </span>
  )
}

function Stands({ how }: { how: Standing }) {
  const t = useTranslations('loop.state')
  const [Icon, tone] = LOOKS[how]
  return (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.5} className={tone} />
      <span className={tone}>{t(how)}</span>
    </>
  )
}

function Ended({ call, result }: { call: ToolCall | null; result: Block }) {
  const t = useTranslations('loop.state')
  const blocks = useTranslations('chat.blocks')
  const duration = useDuration()
  const isStopped = call?.note?.code === 'stopped'
  const [Icon, tone, word] = isStopped
    ? ([OctagonPause, 'text-ink-3', t('stopped')] as const)
    : isFailed(result)
      ? ([CircleX, 'text-bad', blocks('failed')] as const)
      : ([Check, 'text-ok', blocks('done')] as const)
  const { startedAt = null, endedAt = null, isEdited = false, by } = call ?? {}
  const took = startedAt === null || endedAt === null || by === 'hand' ? null : endedAt - startedAt
  const shown = took === null || isEdited ? word : t('after', { word, duration: duration(took) })
  return (
    <>
      <Icon aria-hidden size={14} strokeWidth={1.5} className={tone} />
      <span className={tone}>{isEdited ? t('edited', { word: shown }) : shown}</span>
    </>
  )
}
