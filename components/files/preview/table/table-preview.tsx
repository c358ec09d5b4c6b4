import { TriangleAlert } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { NETWORK_ERROR } from '@/lib/client/api'
import { ApiError, parseErrorBody } from '@/lib/wire/errors'
import { copyRich } from '../../../ui/copy-rich'
import { LoadingBars } from '../../../ui/loading-bars'
import { Note } from '../../../ui/note'
import { useErrorWords } from '../../../ui/use-error-words'
import { CellStrip } from './cell-strip'
import type { Place } from './grid-keys'
import type { Progress, TableSource } from './messages'
import { TableGrid } from './table-grid'
import { TableLink, type TableState } from './table-link'

interface Props {
  source: TableSource
  /** Hears of the names of a workbook's sheets. */
  onSheets?: (names: readonly string[]) => void
}

/** A table, read by a thread of its own. */
export function TablePreview({ source, onSheets }: Props) {
  const [link, setLink] = useState<TableLink | null>(null)
  const { url, encoding, delimiter, sizeBytes, sheet } = source
  useEffect(() => {
    const opened = new TableLink({ url, encoding, delimiter, sizeBytes, sheet })
    setLink(opened)
    return () => opened.close()
  }, [url, encoding, delimiter, sizeBytes, sheet])
  return link === null ? null : <LinkedTable link={link} onSheets={onSheets} />
}

function LinkedTable({ link, onSheets }: { link: TableLink; onSheets: Props['onSheets'] }) {
  const t = useTranslations('preview.table')
  const words = useTranslations('preview')
  const state = useSyncExternalStore(link.subscribe, link.read, link.read)
  const [chosen, setChosen] = useState<Place | null>(null)
  const fields = useRow(link, chosen?.row ?? null)
  const { head, progress, failure, sheets } = state
  useEffect(() => {
    if (sheets !== null) onSheets?.(sheets)
  }, [sheets, onSheets])
  if (failure !== null) return <Failure {...failure} />
  if (head === null || progress === null) {
    return (
      <div className="flex-1 px-4">
        <LoadingBars count={6} label={words('loading')} />
        <p role="status" className="text-ink-3 text-small">
          {progress !== null && <SoFar progress={progress} />}
        </p>
      </div>
    )
  }
  if (progress.isLoaded && head.header.length === 0) {
    return <p className="flex-1 px-4 text-ink-2 text-ui">{t('empty')}</p>
  }
  return (
    <>
      <p role="status" className="truncate px-4 pb-2 text-ink-3 text-small tabular-nums">
        <SoFar progress={progress} />
      </p>
      {progress.brokenRow !== null && (
        <Note tone="warn" icon={TriangleAlert} title={t('broken')} className="mx-4 mb-2">
          {t('brokenQuote', { row: progress.brokenRow + 1 })}
        </Note>
      )}
      <TableGrid
        link={link}
        state={state}
        chosen={chosen}
        onChoose={setChosen}
        onCopy={() => chosen !== null && void copyRich({ text: fields?.[chosen.column] ?? '' })}
      />
      {chosen !== null && (
        <CellStrip
          key={`${chosen.row}:${chosen.column}`}
          place={chosen}
          fields={fields ?? []}
          name={head.header[chosen.column] ?? ''}
        />
      )}
    </>
  )
}

/** Why it cannot be shown: in the words of the answer, where one came. */
function Failure({ status, message }: NonNullable<TableState['failure']>) {
  const t = useTranslations('preview')
  const errorWords = useErrorWords()
  const error =
    status === 0
      ? new ApiError(0, message, { type: NETWORK_ERROR })
      : new ApiError(status, parseErrorBody(status, message).error.message)
  return (
    <p role="alert" className="flex-1 px-4 text-bad text-ui">
      {t('failed', { reason: errorWords(error) })}
    </p>
  )
}

/** The whole fields of a row; null while they are on their way. */
function useRow(link: TableLink, row: number | null): readonly string[] | null {
  const [read, setRead] = useState<{ row: number; fields: readonly string[] } | null>(null)
  useEffect(() => {
    let isWanted = true
    if (row !== null) void link.row(row).then((fields) => isWanted && setRead({ row, fields }))
    return () => {
      isWanted = false
    }
  }, [link, row])
  return read?.row === row ? read.fields : null
}

/** How large it is, while it comes and when it is there. */
function SoFar({ progress: { rows, columns, isLoaded, counted } }: { progress: Progress }) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  if (!isLoaded) return t('soFar', { rows: format.number(rows) })
  const size = t('size', { rows, columns })
  if (counted >= rows) return size
  const share = format.number(counted / rows, { style: 'percent' })
  return `${size} · ${t('counting', { share })}`
}
