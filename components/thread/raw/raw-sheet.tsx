import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { rawRunQuery } from '@/lib/client/queries/raw-run'
import { rawEvents } from '@/lib/domain/raw-events'
import type { RawRun } from '@/lib/domain/raw-run'
import type { WireMessage } from '@/lib/wire/types'
import { LoadingBars } from '../../ui/loading-bars'
import { Tabs } from '../../ui/tabs'
import { useErrorWords } from '../../ui/use-error-words'
import { EventsList } from './events-list'
import { HeadersTable } from './headers-table'
import { JsonBody } from './json-body'
import { RawFrame } from './raw-frame'

interface Props {
  runId: string
  /** What the answer adds up to, as far as it came. */
  message: WireMessage | null
  onClose: () => void
}

/** An answer as it went over the wire: what was sent, what came back, and when. */
export function RawSheet({ runId, message, onClose }: Props) {
  const t = useTranslations('chat.raw')
  const errorWords = useErrorWords()
  const { data, error } = useQuery(rawRunQuery(runId))
  return (
    <RawFrame title={t('title')} onClose={onClose}>
      {error !== null && (
        <p role="alert" className="text-bad text-ui">
          {t('failed', { reason: errorWords(error) })}
        </p>
      )}
      {error === null && data === undefined && <LoadingBars count={6} label={t('loading')} />}
      {data !== undefined && <RawTabs raw={data} message={message} />}
    </RawFrame>
  )
}

type Tab = 'request' | 'response' | 'events'

function RawTabs({ raw, message }: { raw: RawRun; message: WireMessage | null }) {
  const t = useTranslations('chat.raw')
  const [tab, setTab] = useState<Tab>('request')
  const events = useMemo(() => rawEvents(raw.response?.pieces ?? []), [raw])
  const tabs: { value: Tab; label: string }[] = [
    { value: 'request', label: t('request') },
    { value: 'response', label: t('response') },
    { value: 'events', label: t('events', { count: events.length }) },
  ]
  const views: Record<Tab, () => React.ReactNode> = {
    request: () => <RequestView request={raw.request} />,
    response: () => <ResponseView response={raw.response} message={message} />,
    events: () =>
      events.length > 0 ? <EventsList events={events} /> : <Nothing text={t('noEvents')} />,
  }
  return (
    <Tabs label={t('title')} value={tab} tabs={tabs} onValueChange={setTab} className="-ml-3">
      <div className="pl-3">{views[tab]()}</div>
    </Tabs>
  )
}

/** Every run is one Messages call. */
const REQUEST_LINE = 'POST /v1/messages'

function RequestView({ request: { headers, body } }: { request: RawRun['request'] }) {
  const t = useTranslations('chat.raw')
  return (
    <>
      <p className="mt-3 font-mono text-code">{REQUEST_LINE}</p>
      <HeadersTable title={t('headers')} headers={headers} />
      <p className="mt-1.5 text-ink-3 text-small">{t('noKey')}</p>
      {body === null ? <Nothing text={t('noBody')} /> : <JsonBody title={t('body')} text={body} />}
    </>
  )
}

function ResponseView({ response, message }: Pick<RawRun, 'response'> & Pick<Props, 'message'>) {
  const t = useTranslations('chat.raw')
  const text = useMemo(() => response?.pieces.map((piece) => piece.text).join('') ?? '', [response])
  if (response === null) return <Nothing text={t('noResponse')} />
  return (
    <>
      <p className="mt-3 font-mono text-code">{t('status', { status: response.status })}</p>
      <HeadersTable title={t('headers')} headers={response.headers} />
      {message !== null && (
        <JsonBody title={t('message')} text={JSON.stringify(message, null, 2)} value={message} />
      )}
      {text !== '' && <JsonBody title={t('received')} text={text} />}
    </>
  )
}

function Nothing({ text }: { text: string }) {
  return <p className="mt-4 text-ink-3 text-ui">{text}</p>
}
