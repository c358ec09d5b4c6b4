'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeCompareView, useCompareView } from '@/lib/client/comparison/compare-view'
import { type Column, useComparison } from '@/lib/client/comparison/use-columns'
import { usePreviewPlace } from '@/lib/client/preview-place'
import { isArriving, isUnderWay } from '@/lib/domain/comparison/arriving'
import { isApiError } from '@/lib/wire/errors'
import { useAction } from '../actions/use-action'
import { EmptyNote } from '../chat/empty-note'
import { DropZone } from '../composer/attachments/drop-zone'
import { FailureNote, LostNote } from '../composer/composer-notes'
import { useEscape } from '../composer/use-escape'
import { PreviewDrawer } from '../files/preview/preview-drawer'
import { LoadingBars } from '../ui/loading-bars'
import { useErrorWords } from '../ui/use-error-words'
import { ColumnSender } from './column-sender'
import { CompareBar } from './compare-bar'
import { CompareComposer } from './compare-composer'
import { ComparisonAnnouncer } from './comparison-announcer'
import { ComparisonGrid } from './comparison-grid'
import { FiguresTable } from './figures-table'
import { SettingsDrawer } from './settings-drawer'
import { segmentsIn } from './turn-rows'
import { UnseenFailures } from './unseen-failures'
import { useColumnActs } from './use-column-acts'

/** A comparison: its columns side by side, and the box for all of them. */
export function ComparisonView({ id }: { id: string }) {
  const t = useTranslations('compare')
  const view = useCompareView()
  const { comparison, columns, error } = useComparison(id)
  const isKnown = useHasBeenKnown(columns)
  const acts = useColumnActs(id, columns)
  const [sends, setSends] = useState(0)
  const [openId, setOpenId] = useState<string | null>(null)
  const hasPreview = usePreviewPlace() !== null
  const isBlind = view.blind !== null
  // Settings tell whose an answer is.
  const toggleSettings = () => setOpenId(openId === null ? id : null)
  const isUsed = columns.some(
    ({ conversation }) => conversation !== undefined && isUnderWay(conversation),
  )
  // While there is something to stop, Esc stops that.
  useEscape(view.only === null || isBlind || isUsed ? null : showAll)
  useAction('togglePanel', isBlind || hasPreview ? null : toggleSettings)
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
  const alone = isBlind ? undefined : columns.find((column) => column.id === view.only)
  const isTable = view.isTable && !isBlind
  const hasNoNotes = isBlind || isTable
  const unseen = columns.filter((column) => hasNoNotes || (alone !== undefined && column !== alone))
  const isFirst =
    isKnown && columns.every(({ conversation }) => segmentsIn(conversation).length === 0)
  const isLive = columns.some(
    ({ conversation }) => conversation !== undefined && isArriving(conversation),
  )
  const baselineId = comparison.baselineId ?? columns[0]?.id ?? null
  return (
    <div className="relative flex min-w-0 flex-1 flex-col">
      {columns.map((column) => (
        <ColumnSender key={column.id} column={column} />
      ))}
      <DropZone conversationId={id} />
      <ComparisonAnnouncer columns={columns} moved={acts.moved} />
      <CompareBar
        {...{ comparisonId: id, columns, view }}
        acts={acts}
        onSettings={() => setOpenId(id)}
      />
      {isTable ? (
        <FiguresTable
          columns={alone === undefined ? columns : [alone]}
          firstNumber={alone === undefined ? 1 : columns.indexOf(alone) + 1}
        />
      ) : (
        <ComparisonGrid
          {...{ comparisonId: id, columns, alone, acts, baselineId, isFirst, isKnown }}
          isEven={view.isEven}
          differences={isBlind ? null : view.differences}
          isAgainstEarlier={view.isAgainstEarlier}
          seed={view.blind}
          sends={sends}
          onSettings={setOpenId}
        />
      )}
      <div className="mx-auto flex w-full max-w-220 shrink-0 flex-col gap-2 px-5 pt-2 pb-4 phone:px-3 phone:pb-[max(12px,env(safe-area-inset-bottom))]">
        {acts.failure !== null && (
          <FailureNote failure={{ act: 'change', error: acts.failure }} onDismiss={acts.dismiss} />
        )}
        {!isLive && (
          <div className="pb-2 empty:hidden">
            <LostNote />
          </div>
        )}
        <UnseenFailures columns={unseen} isBlind={isBlind} />
        <CompareComposer
          comparisonId={id}
          {...{ columns, isFirst, isBlind }}
          onSend={() => setSends((count) => count + 1)}
        />
      </div>
      <SettingsDrawer comparisonId={id} columns={columns} openId={openId} onOpen={setOpenId} />
      {hasPreview && <PreviewDrawer />}
    </div>
  )
}

const showAll = () => changeCompareView({ only: null })

/**
 * Whether all columns have come once. Turns are drawn from then on: they would be brought side by side anew
 * with each column that comes. One that is added later holds nobody up.
 */
function useHasBeenKnown(columns: readonly Column[]): boolean {
  const [isKnown, setKnown] = useState(false)
  const isNow =
    columns.length > 0 &&
    columns.every(({ conversation, error }) => conversation !== undefined || error !== null)
  if (isNow && !isKnown) setKnown(true)
  return isKnown || isNow
}
