'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type DifferenceMode, useCompareView } from '@/lib/client/comparison/comparison-path'
import { type Column, useComparison } from '@/lib/client/comparison/use-columns'
import { usePreviewPlace } from '@/lib/client/preview-place'
import { useDraftSettings } from '@/lib/client/use-draft'
import { isArriving } from '@/lib/domain/comparison/arriving'
import { isApiError } from '@/lib/wire/errors'
import { useAction } from '../actions/use-action'
import { EmptyNote } from '../chat/empty-note'
import { DropZone } from '../composer/attachments/drop-zone'
import { FailureNote } from '../composer/composer-notes'
import { PreviewDrawer } from '../files/preview/preview-drawer'
import { useMediaQuery } from '../shell/use-media-query'
import { useStickToBottom } from '../thread/reading/use-stick-to-bottom'
import { cx } from '../ui/cx'
import { LoadingBars } from '../ui/loading-bars'
import { useErrorWords } from '../ui/use-error-words'
import { Differences } from './answer-cell'
import { ColumnBox } from './column-box'
import { ColumnHead } from './column-head'
import { CompareBar } from './compare-bar'
import { CompareComposer } from './compare-composer'
import { ComparisonAnnouncer } from './comparison-announcer'
import { FiguresTable } from './figures-table'
import { BlindFailures } from './judging/blind-failures'
import { BlindHead, BlindRows } from './judging/blind-rows'
import { SettingsDrawer } from './settings-drawer'
import { segmentsIn, TurnRows } from './turn-rows'
import { useColumnActs } from './use-column-acts'

/** A comparison: its columns side by side, and the box for all of them. */
export function ComparisonView({ id }: { id: string }) {
  const t = useTranslations('compare')
  const view = useCompareView()
  const { comparison, columns, error } = useComparison(id)
  const acts = useColumnActs(id, columns)
  const [openId, setOpenId] = useState<string | null>(null)
  useAction('togglePanel', () => setOpenId(openId === null ? id : null))
  const hasPreview = usePreviewPlace() !== null
  const errorWords = useErrorWords()
  if (comparison === undefined) {
    if (isApiError(error) && error.status === 404)
      return <EmptyNote title={t('goneTitle')} text={t('goneText')} />
    return (
      <div className="min-h-0 flex-1 px-6 pt-16">
        {error === null ? (
          <LoadingBars count={5} label={t('loading')} />
        ) : (
          <p role="alert" className="text-bad text-ui">
            {t('loadFailed', { reason: errorWords(error) })}
          </p>
        )}
      </div>
    )
  }
  const isBlind = view.blind !== null
  const alone = isBlind ? undefined : columns.find((column) => column.id === view.only)
  const shown = alone === undefined ? columns : [alone]
  const isFirst = columns.every(({ conversation }) => segmentsIn(conversation).length === 0)
  const baselineId = comparison.baselineId ?? columns[0]?.id ?? null
  return (
    <div className="relative flex min-w-0 flex-1 flex-col">
      <DropZone conversationId={id} />
      <ComparisonAnnouncer columns={columns} moved={acts.moved} />
      <CompareBar
        {...{ comparisonId: id, columns, view }}
        onAdd={acts.add}
        onSettings={() => setOpenId(id)}
      />
      {view.isTable && !isBlind ? (
        <FiguresTable
          columns={shown}
          firstNumber={alone === undefined ? 1 : columns.indexOf(alone) + 1}
        />
      ) : (
        <Grid
          {...{ comparisonId: id, columns, shown, acts, baselineId, isFirst }}
          isEven={view.isEven}
          differences={isBlind ? null : view.differences}
          isAgainstEarlier={view.isAgainstEarlier}
          seed={view.blind}
          onSettings={setOpenId}
        />
      )}
      <div className="mx-auto w-full max-w-220 shrink-0 px-5 pt-2 pb-4 phone:px-3 phone:pb-[max(12px,env(safe-area-inset-bottom))]">
        {acts.failure !== null && (
          <FailureNote failure={{ act: 'change', error: acts.failure }} onDismiss={acts.dismiss} />
        )}
        {isBlind && <BlindFailures columnIds={comparison.columns} />}
        <CompareComposer comparisonId={id} {...{ columns, isFirst, isBlind }} />
      </div>
      <SettingsDrawer comparisonId={id} columns={columns} openId={openId} onOpen={setOpenId} />
      {hasPreview && <PreviewDrawer />}
    </div>
  )
}

/** Of a column, px: below that they scroll sideways (design §5). */
const LEAST_WIDTH = 360

interface GridProps {
  comparisonId: string
  columns: readonly Column[]
  /** Those that are in view. */
  shown: readonly Column[]
  acts: ReturnType<typeof useColumnActs>
  baselineId: string | null
  isFirst: boolean
  isEven: boolean
  differences: DifferenceMode | null
  isAgainstEarlier: boolean
  /** Of the order in which nobody shall know whose an answer is; null = that is shown. */
  seed: string | null
  onSettings: (id: string) => void
}

/** The columns: one scroll for all, so that their turns stay side by side. */
function Grid(props: GridProps) {
  const {
    comparisonId,
    columns,
    shown,
    acts,
    baselineId,
    isFirst,
    isEven,
    differences,
    isAgainstEarlier,
    seed,
    onSettings,
  } = props
  const t = useTranslations('compare')
  const shared = useDraftSettings(comparisonId)
  const frame = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const live = columns.some(
    ({ conversation }) => conversation !== undefined && isArriving(conversation),
  )
  const stick = useStickToBottom({ frame, content, startsAtEnd: true, isArriving: live })
  const count = columns.reduce(
    (sum, { conversation }) => sum + (conversation?.messages.length ?? 0),
    0,
  )
  const { toEnd } = stick
  // A new turn of one's own is shown at once.
  const before = useRef(count)
  useEffect(() => {
    if (live && count > before.current) toEnd()
    before.current = count
  }, [count, live, toEnd])
  useFrameWidth(frame)
  const isAlone = shown.length === 1 && columns.length > 1
  const isPhone = useMediaQuery('(width < 768px)')
  const width = isPhone ? 'var(--frame)' : 'minmax(0, 1fr)'
  return (
    <section
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('columns')}
      className="min-h-0 flex-1 snap-x scroll-pt-18 overflow-auto overscroll-contain outline-offset-[-2px] phone:snap-mandatory"
    >
      <div
        ref={content}
        style={{
          gridTemplateColumns: `repeat(${shown.length}, ${width})`,
          ...(!isPhone && !isAlone && { minWidth: shown.length * LEAST_WIDTH }),
        }}
        className={cx(
          'grid min-h-full content-start',
          isPhone ? 'w-max' : 'w-full',
          isAlone && 'mx-auto max-w-200',
        )}
      >
        {seed !== null &&
          shown.map(({ id }, place) => <BlindHead key={id} place={place} count={shown.length} />)}
        {(seed === null ? shown : []).map((column) => {
          const at = columns.indexOf(column)
          return (
            <ColumnHead
              key={column.id}
              {...{ column, shared, at, acts, isAlone }}
              count={columns.length}
              isBaseline={column.id === baselineId && columns.length > 1}
              onSettings={() => onSettings(column.id)}
            />
          )
        })}
        {isFirst && (
          <div className="sticky left-0 col-span-full w-(--frame) px-5 pt-10">
            <p className="font-medium text-ui">{t('emptyTitle')}</p>
            <p className="max-w-133 text-ink-3 text-ui">{t('emptyText')}</p>
          </div>
        )}
        <Differences value={differences}>
          {seed === null ? (
            <TurnRows columns={shown} {...{ isEven, baselineId, isAgainstEarlier }} />
          ) : (
            <BlindRows {...{ comparisonId, seed, isEven }} columns={shown} />
          )}
        </Differences>
        {shown.map(({ id, settings, conversation, error }, index) => (
          <div
            key={id}
            // It stands where its column does, and sends what waits there.
            className={cx(
              'min-w-0 border-line px-5',
              index > 0 && 'border-l phone:border-l-0',
              seed !== null && 'hidden',
            )}
          >
            {error !== null && (
              <p role="alert" className="text-bad text-small">
                {t('columnFailed')}
              </p>
            )}
            <ColumnBox
              columnId={id}
              headId={conversation?.headId ?? null}
              isReady={settings !== null && conversation !== undefined && !isArriving(conversation)}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

/** Says in CSS how wide the frame is: what spans all columns stays in view while they scroll sideways. */
function useFrameWidth(frame: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = frame.current
    if (box === null) return
    const observer = new ResizeObserver(() =>
      box.style.setProperty('--frame', `${box.clientWidth}px`),
    )
    observer.observe(box)
    return () => observer.disconnect()
  }, [frame])
}
