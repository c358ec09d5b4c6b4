import { useFormatter, useTranslations } from 'use-intl'
import { sentHeaders } from '@/lib/domain/run-headers'
import { HeadersTable } from '../../thread/raw/headers-table'
import { JsonBody } from '../../thread/raw/json-body'
import { buttonClass } from '../../ui/button-class'
import { Nothing } from './section'
import type { Shown } from './shown'
import { useAuth } from './use-auth'

/** What was sent: headers, then the body, as a tree or as it went. */
export function RequestTab({ run, raw }: Shown) {
  const t = useTranslations('runs.request')
  const headers = useTranslations('runs.headers')
  const auth = useAuth(run)
  const { request } = raw
  return (
    <>
      <p className="wrap-anywhere mt-1 font-mono text-code">{t('line', { path: run.path })}</p>
      <HeadersTable
        title={headers('request')}
        headers={sentHeaders(request, auth, headers('redacted'))}
      />
      <Body id={run.id} request={request} />
    </>
  )
}

function Body({ id, request }: { id: string; request: Shown['raw']['request'] }) {
  const t = useTranslations('runs.request')
  const { body, bodySize, isWhole } = request
  if (bodySize === null) {
    return (
      <div className="mt-5">
        <Nothing>{t('notKept')}</Nothing>
      </div>
    )
  }
  return (
    <>
      {body !== null && <JsonBody title={t(isWhole ? 'body' : 'beginning')} text={body} />}
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-ink-3 text-small">
          <Size bytes={bodySize} isWhole={isWhole} isText={body !== null} />
        </p>
        <a href={`/api/runs/${id}/body`} download className={buttonClass('default')}>
          {t('download')}
        </a>
      </div>
    </>
  )
}

function Size(props: { bytes: number; isWhole: boolean; isText: boolean }) {
  const t = useTranslations('runs.request')
  const format = useFormatter()
  const size =
    props.bytes < 1_000_000
      ? t('kilobytes', { count: format.number(props.bytes / 1000, { maximumFractionDigits: 1 }) })
      : t('megabytes', {
          count: format.number(props.bytes / 1_000_000, { maximumFractionDigits: 1 }),
        })
  if (!props.isText) return t('noText', { size })
  return props.isWhole ? size : t('cut', { size })
}
