import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLiveRun } from '@/lib/client/stores/live-runs'
import { BlockList } from '../../thread/blocks/block-list'
import { CoverageLine } from '../../thread/citations/coverage-line'
import { JsonBody } from '../../thread/raw/json-body'
import { Segment } from '../../ui/segment'
import { FailureNote } from './failure-note'
import { Nothing } from './section'
import type { Shown } from './shown'
import { useWatchedRun } from './use-watched-run'

/** What came back: blocks as in the chat, or as it was received. */
export function ResponseTab({ run, raw, events }: Shown) {
  const t = useTranslations('runs.response')
  const [view, setView] = useState<'blocks' | 'raw'>('blocks')
  useWatchedRun(run)
  const live = useLiveRun(run.id)
  const message = live?.fold.message ?? run.message
  return (
    <>
      <div className="flex items-center gap-3 pt-1 pb-3">
        <Segment
          label={t('view')}
          value={view}
          options={[
            { value: 'blocks', label: t('blocks') },
            { value: 'raw', label: t('raw') },
          ]}
          onValueChange={setView}
        />
        {raw.response !== null && (
          <span className="font-mono text-[12px] text-ink-3">
            {t('status', { status: raw.response.status })}
          </span>
        )}
      </div>
      {view === 'raw' ? (
        <RawView run={run} raw={raw} isStream={events.length > 0} />
      ) : (
        <div className="max-w-149">
          {message === null || message.content.length === 0 ? (
            run.error === null && (
              <Nothing>{t(run.endedAt === null ? 'waiting' : 'nothing')}</Nothing>
            )
          ) : (
            <>
              <BlockList live={live} run={run} />
              {run.message !== null && <CoverageLine content={run.message.content} />}
            </>
          )}
          <FailureNote run={run} />
        </div>
      )}
    </>
  )
}

function RawView({ run, raw, isStream }: Pick<Shown, 'run' | 'raw'> & { isStream: boolean }) {
  const t = useTranslations('runs.response')
  const { response } = raw
  const text = useMemo(() => response?.pieces.map((piece) => piece.text).join('') ?? '', [response])
  const assembled = useMemo(
    () => (run.message === null ? null : JSON.stringify(run.message, null, 2)),
    [run.message],
  )
  if (response === null) return <Nothing>{t('nothing')}</Nothing>
  return (
    <>
      {!response.isKept && <Nothing>{t('notKept')}</Nothing>}
      {isStream && assembled !== null && (
        <JsonBody title={t('assembled')} text={assembled} value={run.message} />
      )}
      {text !== '' && <JsonBody title={t('received')} text={text} />}
    </>
  )
}
