import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Virtualizer } from 'virtua'
import { filesQuery } from '@/lib/client/queries/files'
import { filePath, useFileListView } from '@/lib/client/use-file-list-view'
import type { ListedFile } from '@/lib/domain/files/file'
import { isNarrowed } from '@/lib/domain/files/file-list-view'
import { Button } from '../../../ui/button'
import { LoadingBars } from '../../../ui/loading-bars'
import { useVirtualRows } from '../../../ui/use-virtual-rows'
import { FileRow } from './file-row'
import { NoFiles } from './no-files'

/** The files that the address asks for; only those in view are drawn. */
export function FileList() {
  const t = useTranslations('filesScreen')
  const common = useTranslations('common')
  const scroller = useRef<HTMLDivElement>(null)
  const { view } = useFileListView()
  const query = { ...filesQuery(view), placeholderData: keepPreviousData }
  const { data, isError, isFetching, refetch } = useQuery(query)
  useEffect(() => {
    // Another view begins at its top.
    if (view !== undefined) scroller.current?.scrollTo({ top: 0 })
  }, [view])
  if (data === undefined) {
    return (
      <div className="min-h-0 flex-1 px-8 pt-3">
        {isError ? (
          <div role="alert" className="text-ink-3 text-small">
            <p>{t('loadFailed')}</p>
            <Button
              variant="quiet"
              className="-ml-2.5"
              busy={isFetching && common('loading')}
              onClick={() => void refetch()}
            >
              {common('retry')}
            </Button>
          </div>
        ) : (
          <LoadingBars count={6} label={common('loading')} />
        )}
      </div>
    )
  }
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2 [scrollbar-gutter:stable]"
    >
      {data.files.length === 0 && <NoFiles isNarrowed={isNarrowed(view)} />}
      <Rows files={data.files} scroller={scroller} />
    </div>
  )
}

interface RowsProps {
  files: readonly ListedFile[]
  scroller: React.RefObject<HTMLDivElement | null>
}

const allThere = () => {}

function Rows({ files, scroller }: RowsProps) {
  const { id, view, open } = useFileListView()
  const ids = useMemo(() => files.map((file) => file.id), [files])
  const focus = useVirtualRows({ ids, scroller, current: id, onNearEnd: allThere })
  const { move, onFocus } = focus
  // Rows are drawn again only where they change.
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })
  const onMove = useCallback((key: string) => latest.current(key), [])
  return (
    <Virtualizer {...focus.virtualizer} itemSize={44} data={files}>
      {(file, index) => (
        <FileRow
          key={file.id}
          file={file}
          href={filePath(file.id, view)}
          isCurrent={file.id === id}
          isTabStop={index === focus.index}
          onOpen={open}
          onFocus={onFocus}
          onMove={onMove}
        />
      )}
    </Virtualizer>
  )
}
