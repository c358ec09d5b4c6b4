import { useFormatter, useTranslations } from 'use-intl'
import { idHeaders, limitGist, sentHeaders } from '@/lib/domain/run-headers'
import { cx } from '../../ui/cx'
import { useKeyName } from '../run-words'
import { Section, WordButton } from './section'
import type { Shown } from './shown'
import { useAuth } from './use-auth'

/** A value of more letters may be cut. */
const LONG = 24

const TWO = 'grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)] max-xl:grid-cols-1'

type Line = readonly [name: string, value: string]

/** The headers that tell most: limits at the left, ids and caller at the right. */
export function HeadersGist({ run, raw, onTab }: Shown) {
  const t = useTranslations('runs.headers')
  const format = useFormatter()
  const auth = useAuth(run)
  const keyName = useKeyName()
  const { response, request } = raw
  if (response === null) return null
  const sent = sentHeaders(request, auth, t('redacted'))
  // Limits are full again within minutes: the time of day tells when.
  const short = (value: string) =>
    /^\d+$/.test(value) ? format.number(Number(value)) : value.replace(/^\d{4}-\d\d-\d\dT/, '')
  const limits = limitGist(response.headers).map(([name, value]): Line => [name, short(value)])
  const named = (name: string) => sent.filter(([one]) => one === name)
  const ids: Line[] = [
    ...idHeaders(response.headers),
    ...(run.keyId === null ? [] : [[t('gatewayKey'), keyName(run.keyId)] as const]),
    ...named('user-agent'),
    ...named('x-api-key'),
    ...named('authorization'),
  ]
  return (
    <Section
      title={t('response')}
      end={
        <WordButton onClick={() => onTab('headers')}>
          {t('all', { count: response.headers.length })}
        </WordButton>
      }
    >
      <div className={cx('grid gap-x-7 gap-y-2', limits.length > 0 && TWO)}>
        <Lines lines={limits} />
        <Lines lines={ids} />
      </div>
    </Section>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null
  return (
    <dl className="min-w-0 max-w-149 font-mono text-[12px] leading-6">
      {lines.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-4">
          {/* The longer of the two gives way: an id is whole among all headers, a cut name says nothing. */}
          <dt className={cx('truncate text-ink-3', value.length > LONG && 'shrink-0')}>{name}</dt>
          <dd className={cx('truncate text-right text-ink', value.length <= LONG && 'shrink-0')}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
