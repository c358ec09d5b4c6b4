import { useQuery } from '@tanstack/react-query'
import { Ban, Check, CircleSlash, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { gatewayKeysQuery } from '@/lib/client/queries/gateway-keys'
import { settingsQuery } from '@/lib/client/queries/settings'
import { FIRST_KEY } from '@/lib/domain/gateway-keys'
import { type RunState, type RunSummary, stateOf } from '@/lib/domain/run-list'
import { isNamedSource } from '@/lib/domain/run-sources'

/** How each state looks: an icon of its own shape, a word, and a colour as third sign. Live turns. */
export const STATE_LOOKS: Readonly<Record<RunState, { icon: LucideIcon | null; tone: string }>> = {
  live: { icon: null, tone: 'text-accent' },
  done: { icon: Check, tone: 'text-ok' },
  limit: { icon: TriangleAlert, tone: 'text-warn' },
  refused: { icon: Ban, tone: 'text-bad' },
  stopped: { icon: CircleSlash, tone: 'text-ink-3' },
  failed: { icon: CircleX, tone: 'text-bad' },
}

/** The word for a run's state; of a failure that has one, the HTTP status. */
export function useStateWord() {
  const t = useTranslations('runs.states')
  return (run: Pick<RunSummary, 'status' | 'stopReason' | 'httpStatus'>): string => {
    const state = stateOf(run)
    if (state !== 'failed') return t(state)
    const hasStatus = run.httpStatus !== null && run.httpStatus >= 400
    return hasStatus ? String(run.httpStatus) : t(run.status === 'interrupted' ? 'cut' : 'failed')
  }
}

/** The word for where a run came from: its program where it names itself, else the screen. */
export function useSourceWord() {
  const t = useTranslations('runs.sources')
  return ({ source, client }: { source: string; client: string | null }): string =>
    client ?? (isNamedSource(source) ? t(source) : source)
}

/** So often a key that was made meanwhile is looked for. */
const KEYS_MS = 30_000

/** What a gateway key is called; one that is gone by the end of its id. */
export function useKeyName() {
  const t = useTranslations('gatewayKeys')
  const usage = useTranslations('usage')
  const { data } = useQuery({ ...gatewayKeysQuery(), refetchInterval: KEYS_MS })
  return (id: string): string => {
    if (id === FIRST_KEY) return t('first')
    if (data === undefined) return id
    return data.keys.find((key) => key.id === id)?.name ?? usage('deletedKey', { id: id.slice(-6) })
  }
}

/** What an upstream is called; one that is gone by the name in its address. */
export function useUpstreamName() {
  const common = useTranslations('common')
  const { data } = useQuery(settingsQuery())
  return (name: string): string => {
    const found = data?.upstreams.find((one) => one.name === name)
    return found?.isSandbox === true ? common('sandbox') : (found?.label ?? name)
  }
}

/** A time of day to the second, as logs have it. */
export function useClockTime() {
  const format = useFormatter()
  return (at: number): string =>
    format.dateTime(at, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
}
