import { useFormatter, useTranslations } from 'use-intl'
import { idHeaders, limitHeaders, sentHeaders } from '@/lib/domain/run-headers'
import { HeadersTable } from '../../thread/raw/headers-table'
import { Nothing } from './section'
import type { Shown } from './shown'
import { useAuth } from './use-auth'

/** Every header of the answer, those that are asked for most first; then what was sent. */
export function HeadersTab({ run, raw }: Shown) {
  const t = useTranslations('runs.headers')
  const auth = useAuth(run)
  const { response, request } = raw
  const headers = response?.headers ?? []
  const ids = idHeaders(headers)
  const limits = limitHeaders(headers)
  const apart = new Set([...ids, ...limits])
  const rest = headers.filter((header) => !apart.has(header))
  return (
    <>
      {response === null && <Nothing>{t('none')}</Nothing>}
      {ids.length > 0 && <HeadersTable title={t('ids')} headers={ids} />}
      <Limits limits={limits} />
      {rest.length > 0 && <HeadersTable title={t('response')} headers={rest} />}
      <HeadersTable title={t('request')} headers={sentHeaders(request, auth, t('redacted'))} />
      {auth !== 'none' && <p className="mt-1.5 text-ink-3 text-small">{t('redactedNote')}</p>}
    </>
  )
}

function Limits({ limits }: { limits: readonly (readonly [string, string])[] }) {
  const t = useTranslations('runs.headers')
  const format = useFormatter()
  if (limits.length === 0) return null
  const words = limits.map(([name, value]): [string, string] => [
    name,
    /^\d+$/.test(value) ? format.number(Number(value)) : value,
  ])
  return <HeadersTable title={t('limits')} headers={words} />
}
