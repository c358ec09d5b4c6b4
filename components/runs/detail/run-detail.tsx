import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { rawRunQuery } from '@/lib/client/queries/raw-run'
import { runQuery, useOpenRun } from '@/lib/client/queries/runs'
import { rawEvents } from '@/lib/domain/raw-events'
import type { Run } from '@/lib/domain/run'
import { readEvents } from '@/lib/domain/timeline/read-events'
import { NotLoaded } from '../../shell/not-loaded'
import { LoadingBars } from '../../ui/loading-bars'
import { onDemand } from '../../ui/on-demand'
import { Tabs } from '../../ui/tabs'
import { useErrorWords } from '../../ui/use-error-words'
import { DetailHead, PlainHead } from './detail-head'
import { Figures } from './figures'
import { HeadersTab } from './headers-tab'
import { KeptAnswer } from './kept-answer'
import { OpenCall, OpenFailure } from './open-call'
import { ReplayView } from './replay-view'
import { RequestTab } from './request-tab'
import { ResponseTab } from './response-tab'
import { type Shown, TABS, type Tab } from './shown'
import { TimelineTab } from './timeline-tab'
import { UsageTab } from './usage-tab'

const CodeTab = onDemand(async () => (await import('./code-tab')).CodeTab)

/** Everything that is kept of one run. */
export function RunDetail({ id }: { id: string }) {
  const t = useTranslations('runs')
  const { data: run, error, refetch } = useQuery(runQuery(id))
  if (run !== undefined) return <Loaded run={run} />
  return (
    <>
      <PlainHead />
      <NotLoaded
        id={id}
        error={error}
        words={{ missing: t('notFound'), failed: t('runFailed') }}
        onRetry={() => void refetch()}
      />
    </>
  )
}

function Loaded({ run }: { run: Run }) {
  const t = useTranslations('runs')
  const common = useTranslations('common')
  const [tab, setTab] = useState<Tab>('timeline')
  const [isReplaying, setReplaying] = useState(false)
  const { data: raw, error } = useQuery(rawRunQuery(run.id))
  const events = useMemo(() => readEvents(rawEvents(raw?.response?.pieces ?? [])), [raw])
  const errorWords = useErrorWords()
  const opening = useOpenRun()
  const isKept = raw !== undefined && raw.request.body !== null
  const canReplay = run.endedAt !== null && events.some(({ at }) => at !== null)
  const views: Record<Tab, (shown: Shown) => React.ReactNode> = {
    timeline: (shown) => <TimelineTab {...shown} />,
    request: (shown) => <RequestTab {...shown} />,
    response: (shown) => <ResponseTab {...shown} />,
    headers: (shown) => <HeadersTab {...shown} />,
    usage: (shown) => <UsageTab {...shown} />,
    code: (shown) => <CodeTab {...shown} />,
  }
  return (
    <>
      <DetailHead
        run={run}
        raw={raw}
        onReplay={canReplay && !isReplaying ? () => setReplaying(true) : null}
        open={<OpenCall run={run} isKept={isKept} opening={opening} />}
      />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-8 [scrollbar-gutter:stable]">
        <OpenFailure opening={opening} />
        <Figures run={run} />
        <KeptAnswer run={run} />
        {isReplaying ? (
          <ReplayView run={run} events={events} onClose={() => setReplaying(false)} />
        ) : (
          <Tabs
            label={t('detail')}
            value={tab}
            tabs={TABS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
            onValueChange={setTab}
            isHead
            className="px-3 phone:px-0"
            panelClass="px-4 pt-2"
            end={<Call run={run} />}
          >
            {error !== null && (
              <p role="alert" className="text-bad text-ui">
                {t('rawFailed', { reason: errorWords(error) })}
              </p>
            )}
            {error === null && raw === undefined && (
              <LoadingBars count={6} label={common('loading')} />
            )}
            {raw !== undefined && views[tab]({ run, raw, events, onTab: setTab })}
          </Tabs>
        )}
      </div>
    </>
  )
}

/** What was called, and when. */
function Call({ run }: { run: Run }) {
  const t = useTranslations('runs')
  const format = useFormatter()
  const at = format.dateTime(run.createdAt, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return (
    <p className="truncate pr-1.5 text-ink-3 text-small max-xl:hidden">
      {t('call', { path: run.path, at })}
    </p>
  )
}
