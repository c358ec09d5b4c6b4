import { useFormatter, useTranslations } from 'use-intl'
import { panelFieldOf, turnIndexOf } from '@/lib/domain/refused-field'
import type { RunError } from '@/lib/domain/run'
import { useBeginning } from '../ui/use-beginning'
import { errorKind, resetDate } from './error-kind'
import { useCountdown } from './use-countdown'
import { useGap } from './use-gap'

interface Props {
  error: RunError
  /** When the run ended, ms since the epoch. */
  at: number | null
  /** The field that the upstream refused. */
  path: string | null
}

/** What the upstream said of a failure, in its words, and what to do, in ours. */
export function ErrorText({ error, at, path }: Props) {
  const gap = useGap()
  return (
    <>
      <Said error={error} path={path} />
      <p>
        {path === null ? <Advice error={error} /> : <FieldAdvice path={path} />}
        {gap}
        <Until error={error} at={at} />
      </p>
    </>
  )
}

/** Longer words than these are somebody's page or a dump: their beginning tells enough. */
const SHOWN_CHARACTERS = 600

/** A refused field goes before what is said of it; else the type of the error does. */
function Said({ error, path }: { error: RunError; path: string | null }) {
  const isPrefixed = path !== null && error.message.startsWith(`${path}: `)
  const words = isPrefixed ? error.message.slice(path.length + 2) : error.message
  const { shown, isCut, more } = useBeginning(words, SHOWN_CHARACTERS)
  return (
    <p>
      <code className="font-mono text-[12px]">{path ?? error.type}</code>
      {': '}
      {isCut ? `${shown}… ` : shown}
      {more}
    </p>
  )
}

function Advice({ error }: { error: RunError }) {
  const t = useTranslations('chat.errors')
  const remedies = useTranslations('chat.remedies')
  const format = useFormatter()
  const gap = useGap()
  const kind = errorKind(error)
  const { limit, retryAfterMs } = error
  const size = limit?.limit ?? null
  return (
    <>
      {limit !== undefined && size !== null && (
        <>
          {remedies(`limitSize.${limit.kind}`, { count: format.number(size) })}
          {gap}
        </>
      )}
      {t(`${kind}.advice`)}
      {kind === 'rate_limit_error' && retryAfterMs === undefined && (
        <>
          {gap}
          {remedies('noReset')}
        </>
      )}
    </>
  )
}

function FieldAdvice({ path }: { path: string }) {
  const t = useTranslations('chat.remedies')
  const turn = turnIndexOf(path)
  if (turn !== null) return t('turnAdvice', { number: turn + 1 })
  return t(panelFieldOf(path) === null ? 'fieldAdvice' : 'panelAdvice')
}

/** When the upstream takes calls again: counted down, or the day of a spend limit. */
function Until({ error, at }: { error: RunError; at: number | null }) {
  const t = useTranslations('chat.remedies')
  const format = useFormatter()
  const { retryAfterMs } = error
  if (at !== null && retryAfterMs !== undefined) return <FreeIn from={at} waitMs={retryAfterMs} />
  const date = errorKind(error) === 'spend_limit' ? resetDate(error) : null
  if (date === null) return null
  return t('resetsOn', {
    date: format.dateTime(date, { dateStyle: 'long', timeZone: 'UTC' }),
  })
}

/** Counts down to when the upstream takes calls again, and says when it should. */
function FreeIn({ from, waitMs }: { from: number; waitMs: number }) {
  const t = useTranslations('chat.errors')
  const remedies = useTranslations('chat.remedies')
  const { left, words } = useCountdown(from, waitMs)
  if (left === 0) return remedies('freeNow')
  // A timer is not read out at each of its steps.
  return <span role="timer">{t('freeIn', { duration: words })}</span>
}
