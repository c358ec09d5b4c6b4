import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { settingsQuery } from '@/lib/client/queries/settings'
import { subjectLabel } from '@/lib/domain/limit-class'
import { isFullAgain } from '@/lib/domain/limit-levels'
import type { LimitGroup, SeenLimit } from '@/lib/domain/limits'

const KINDS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const
const FAMILIES = ['priority', 'fast'] as const
/** From here on numbers are short: "352K". */
const LONG = 100_000
const HOUR = 3600
const DAY = 24 * HOUR

/** What is said of limits, in words. */
export function useLimitWords() {
  const t = useTranslations('limits')
  const format = useFormatter()
  const { data: settings } = useQuery(settingsQuery())
  const upstreamOf = (name: string) => settings?.upstreams.find((one) => one.name === name)
  const count = (value: number) =>
    value < LONG
      ? format.number(value)
      : format.number(value, { notation: 'compact', maximumSignificantDigits: 3 })
  const kindWord = (kind: string) => {
    const known = KINDS.find((one) => one === kind)
    return known === undefined ? kind : t(`kinds.${known}`)
  }
  const timeTo = (at: number, now: number) => {
    const seconds = Math.max(0, Math.ceil((at - now) / 1000))
    return seconds >= DAY ? t('days', { count: Math.floor(seconds / DAY) }) : clock(seconds)
  }
  return {
    /** "Output tokens", "Fast, input tokens". */
    name: ({ family, kind }: SeenLimit) => {
      const known = FAMILIES.find((one) => one === family)
      const word = kindWord(kind)
      return known === undefined ? word : t(`families.${known}`, { kind: word })
    },
    percent: (share: number) => format.number(share, { style: 'percent' }),
    /** "1,240 of 4,000"; '' where that was not told. */
    usedOf: (limit: SeenLimit, now: number) => {
      if (limit.limit === null) return ''
      const left = isFullAgain(limit, now) ? limit.limit : limit.remaining
      if (left === null) return t('ofLimit', { limit: count(limit.limit) })
      return t('usedOf', { used: count(limit.limit - left), limit: count(limit.limit) })
    },
    /** "full in 0:48"; '' where that was not told. */
    fullIn: ({ resetsAt }: SeenLimit, now: number) => {
      if (resetsAt === null) return ''
      if (resetsAt <= now) return t('fullAgain')
      return t('fullIn', { time: timeTo(resetsAt, now) })
    },
    timeTo,
    /** "Claude API, Opus 5.x" */
    group: ({ upstream, subject }: LimitGroup) =>
      t('group', {
        upstream: upstreamOf(upstream)?.label ?? upstream,
        subject: subject.name === '' ? t('noModel') : subjectLabel(subject),
      }),
    /** Which of the upstream's keys was sent; null where none was. */
    key: ({ upstream, key }: LimitGroup) => {
      if (key === null) return null
      const one = upstreamOf(upstream)
      if (key === 'environment') return one?.keyVariable ?? key
      return one?.keys.find(({ id }) => id === key)?.name ?? t('deletedKey')
    },
  }
}

/** 0:48, 12:05, 1:02:03 */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = `${two(seconds % 60)}`
  const minutes = Math.floor((seconds % HOUR) / 60)
  if (seconds < HOUR) return `${minutes}:${rest}`
  return `${Math.floor(seconds / HOUR)}:${two(minutes)}:${rest}`
}
