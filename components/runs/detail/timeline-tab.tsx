import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { StreamEvent } from '@/lib/domain/timeline/read-events'
import { timelineOf } from '@/lib/domain/timeline/timeline'
import { Attempts } from './attempts'
import { EventsTable } from './events-table'
import { FailureNote } from './failure-note'
import { HeadersGist } from './headers-gist'
import { Nothing } from './section'
import type { Shown } from './shown'
import { TimelineChart } from './timeline-chart'

/** When what came: as a picture, and event by event. */
export function TimelineTab(shown: Shown) {
  const { run, raw, events } = shown
  const t = useTranslations('runs.timeline')
  const pieces = raw.response?.pieces
  const timeline = useMemo(() => timelineOf(run, events, pieces ?? []), [run, events, pieces])
  const [hovered, setHovered] = useState<StreamEvent | null>(null)
  const [chosen, setChosen] = useState<StreamEvent | null>(null)
  const gap = gapOf(shown)
  return (
    <>
      <Attempts retries={run.retries} />
      {events.length === 0 && run.error !== null && (
        <div className="mb-3">
          <FailureNote run={run} />
        </div>
      )}
      {timeline !== null ? (
        <TimelineChart
          timeline={timeline}
          isLive={run.endedAt === null}
          events={events}
          hovered={hovered}
          onHover={setHovered}
          onChoose={setChosen}
        />
      ) : (
        gap !== null && <Nothing>{t(gap)}</Nothing>
      )}
      {events.length > 0 && (
        <EventsTable
          events={events}
          stalls={timeline?.stalls ?? []}
          hovered={hovered}
          chosen={chosen}
          onHover={setHovered}
        />
      )}
      {timeline !== null && events.length === 0 && (
        <div className="mt-2">
          <Nothing>{t('noStream')}</Nothing>
        </div>
      )}
      <HeadersGist {...shown} />
    </>
  )
}

/** Why there is no picture. */
function gapOf({ run, raw, events }: Shown) {
  const { response } = raw
  if (response === null) return run.endedAt === null ? 'waiting' : 'noAnswer'
  if (!response.isKept) return 'notKept'
  if (response.pieces.length === 0) return run.endedAt === null ? 'waiting' : 'empty'
  return response.pieces.every(({ at }) => at === null)
    ? events.length > 0
      ? 'compressed'
      : 'compressedBody'
    : null
}
