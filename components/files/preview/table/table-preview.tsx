import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useFormatter, useTranslations } from 'use-intl'
import { NETWORK_ERROR } from '@/lib/client/api'
import { ApiError, parseErrorBody } from '@/lib/wire/errors'
import { copyRich } from '../../../ui/copy-rich'
import { LoadingBars } from '../../../ui/loading-bars'
import { Note } from '../../../ui/note'
import { useErrorWords } from '../../../ui/use-error-words'
import { FindBar, FindButton, hearFindKey } from '../find-bar'
import { CellStrip } from './cell-strip'
import type { BrokenQuotes } from './engine/table-data'
import type { Place } from './grid-keys'
import type { Failure, Progress, TableRow, TableSource } from './messages'
import { TableGrid } from './table-grid'
import { TableLink, type TableState } from './table-link'
import { useInOrder } from './use-in-order'
import { useTableFind } from './use-table-find'

interface Props {
  source: TableSource
  /** Where the tools of a preview stand in the frame's head. */
  head: HTMLElement | null
  /** Hears of the names of a workbook's sheets. */
  onSheets?: (names: readonly string[]) => void
}

/** A table, read by a thread of its own. */
export function TablePreview({ source, ...props }: Props) {
  const [link, setLink] = useState<TableLink | null>(null)
  const { url, encoding, delimiter, sizeBytes, sheet } = source
  useEffect(() => {
    const opened = new TableLink({ url, encoding, delimiter, sizeBytes, sheet })
    setLink(opened)
    return () => opened.close()
  }, [url, encoding, delimiter, sizeBytes, sheet])
  return link === null ? null : <LinkedTable link={link} {...props} />
}

function LinkedTable({ link, head: tools, onSheets }: Omit<Props, 'source'> & { link: TableLink }) {
  const t = useTranslations('preview.table')
  const words = useTranslations('preview')
  const state = useSyncExternalStore(link.subscribe, link.read, link.read)
  const { head, progress, failure, sheets } = state
  useEffect(() => {
    if (sheets !== null) onSheets?.(sheets)
  }, [sheets, onSheets])
  if (failure !== null) return <Failed failure={failure} />
  if (head === null || progress === null) {
    return (
      <div className="flex-1 px-4">
        <LoadingBars count={6} label={words('loading')} />
        {progress !== null && (
          <p className="text-ink-3 text-small">
            <SoFar progress={progress} isSorting={false} />
          </p>
        )}
      </div>
    )
  }
  if (progress.isLoaded && head.header.length === 0) {
    return <p className="flex-1 px-4 text-ink-2 text-ui">{t('empty')}</p>
  }
  return <OpenTable {...{ link, state, names: head.header, progress, tools }} />
}

interface OpenProps {
  link: TableLink
  state: TableState
  /** Of the columns. */
  names: readonly string[]
  progress: Progress
  tools: HTMLElement | null
}

/** What there is of a table, how it is sorted, and what is looked for in it. */
function OpenTable({ link, state, names, progress, tools }: OpenProps) {
  const { orders, isSorting } = state
  // Another row stands where the chosen one stood.
  const [chosen, setChosen] = useInOrder<Place>(link, orders)
  const row = useRow(link, chosen?.row ?? null)
  const { query, setQuery, tally, step } = useTableFind(link, state, chosen, setChosen)
  const findButton = useRef<HTMLButtonElement>(null)
  const closeSearch = () => {
    setQuery(null)
    findButton.current?.focus()
  }
  const copy = async () => {
    if (chosen === null) return
    // What is copied before it is here is waited for.
    const fields = (row ?? (await link.row(chosen.row)))?.fields ?? []
    await copyRich({ text: fields[chosen.column] ?? '' })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for all that is in it
    <div
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => hearFindKey(event, () => setQuery(query ?? ''))}
    >
      {tools !== null &&
        createPortal(
          <FindButton
            ref={findButton}
            isOpen={query !== null}
            onClick={() => setQuery(query === null ? '' : null)}
          />,
          tools,
        )}
      {query !== null && (
        <FindBar {...{ query, tally }} onQuery={setQuery} onStep={step} onClose={closeSearch} />
      )}
      <p className="truncate px-4 pb-2 text-ink-3 text-small tabular-nums">
        <SoFar progress={progress} isSorting={isSorting} />
      </p>
      {progress.broken !== null && <BrokenNote broken={progress.broken} />}
      <TableGrid
        {...{ link, state, chosen, query }}
        onChoose={setChosen}
        onCopy={() => void copy()}
      />
      {chosen !== null && (
        <CellStrip
          key={`${chosen.row}:${chosen.column}`}
          column={chosen.column}
          row={row}
          name={names[chosen.column] ?? ''}
        />
      )}
    </div>
  )
}

/** Why it cannot be shown: in the words of the answer, where one came. */
function Failed({ failure }: { failure: Failure }) {
  const t = useTranslations('preview')
  const errorWords = useErrorWords()
  if (failure.kind === 'gave_up') {
    return (
      <p role="alert" className="flex-1 px-4 text-bad text-ui">
        {t('table.gaveUp')} <span data-user-text>{failure.message}</span>
      </p>
    )
  }
  const error =
    failure.kind === 'answer'
      ? new ApiError(failure.status, parseErrorBody(failure.status, failure.message).error.message)
      : new ApiError(0, '', { type: NETWORK_ERROR })
  return (
    <p role="alert" className="flex-1 px-4 text-bad text-ui">
      {t('failed', { reason: errorWords(error) })}
    </p>
  )
}

/** The whole fields of a row; null while they are on their way. */
function useRow(link: TableLink, row: number | null): TableRow | null {
  const [read, setRead] = useState<{ at: number; row: TableRow | null } | null>(null)
  useEffect(() => {
    let isWanted = true
    if (row === null) setRead(null)
    else void link.row(row).then((known) => isWanted && setRead({ at: row, row: known }))
    return () => {
      isWanted = false
    }
  }, [link, row])
  return row !== null && read?.at === row ? read.row : null
}

/** How large it is, while it comes and when it is there: that alone is read out, or there would be no end to it. */
function SoFar({ progress, isSorting }: { progress: Progress; isSorting: boolean }) {
  const t = useTranslations('preview.table')
  const format = useFormatter()
  const { rows, columns, isLoaded, counted } = progress
  const share = format.number(counted / rows, { style: 'percent' })
  return (
    <>
      <span role="status">
        {isLoaded && t('size', { rows, columns })}
        {isSorting && ` · ${t('sorting')}`}
      </span>
      {!isLoaded && t('soFar', { rows: format.number(rows) })}
      {isLoaded && counted < rows && ` · ${t('counting', { share })}`}
    </>
  )
}

const BROKEN = {
  open: { title: 'broken', text: 'brokenQuote' },
  stray: { title: 'stray', text: 'strayText' },
} as const

/** Says in which row the quotes are broken. */
function BrokenNote({ broken: { kind, row } }: { broken: BrokenQuotes }) {
  const t = useTranslations('preview.table')
  const { title, text } = BROKEN[kind]
  return (
    <Note tone="warn" icon={TriangleAlert} title={t(title)} className="mx-4 mb-2">
      {t(text, { row: row + 1 })}
    </Note>
  )
}
