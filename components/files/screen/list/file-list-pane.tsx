import { useQueryClient } from '@tanstack/react-query'
import { Menu, Plus } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { attachFiles } from '@/lib/client/attach'
import { pickFiles } from '@/lib/client/pick-files'
import { NO_BOX, useUploads } from '@/lib/client/stores/uploads'
import { ManyFilesOffer } from '../../../composer/attachments/many-files-offer'
import { UploadRow } from '../../../composer/attachments/upload-row'
import { useShell } from '../../../shell/shell-context'
import { Button } from '../../../ui/button'
import { cx } from '../../../ui/cx'
import { IconButton } from '../../../ui/icon-button'
import { FileFilters } from './file-filters'
import { FileList } from './file-list'
import { COLUMNS, WIDE } from './file-row'
import { FilesFoot } from './files-foot'

/** The list with its head: the way to add files, those on their way, and what the list shows. */
export function FileListPane() {
  const t = useTranslations('filesScreen')
  const shell = useTranslations('shell')
  const { setSidebarOpen } = useShell()
  const add = useRef<HTMLButtonElement>(null)
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-4 px-5 phone:h-14 phone:px-3">
        <IconButton
          label={shell('openSidebar')}
          icon={Menu}
          onClick={() => setSidebarOpen(true)}
          className="-ml-2 lg:hidden"
        />
        <h1 className="flex-1 font-semibold text-title">{t('title')}</h1>
        <AddFiles ref={add} />
      </header>
      <FileFilters />
      <div className="px-5 phone:px-3">
        <ManyFilesOffer conversationId={NO_BOX} goOn={() => add.current?.focus()} />
      </div>
      <OnTheirWay />
      <ColumnNames />
      <FileList />
      <FilesFoot />
    </div>
  )
}

/** Beside it there is the room that the list leaves for its scrollbar. */
function ColumnNames() {
  const t = useTranslations('filesScreen.columns')
  return (
    <div aria-hidden className="shrink-0 overflow-hidden px-2 pt-1 [scrollbar-gutter:stable]">
      <div className={cx(COLUMNS, 'h-7 text-ink-3 text-small')}>
        <span>{t('name')}</span>
        <span className="text-right">{t('size')}</span>
        <span className={WIDE}>{t('source')}</span>
        <span className={WIDE}>{t('upstreams')}</span>
        <span className={cx(WIDE, 'text-right')}>{t('when')}</span>
      </div>
    </div>
  )
}

function AddFiles({ ref }: { ref: RefObject<HTMLButtonElement | null> }) {
  const t = useTranslations('filesScreen')
  const client = useQueryClient()
  const add = async () => attachFiles(client, NO_BOX, await pickFiles('files'))
  return (
    <Button
      ref={ref}
      icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
      onClick={() => void add()}
    >
      {t('add')}
    </Button>
  )
}

function OnTheirWay() {
  const t = useTranslations('filesScreen')
  const uploads = useUploads().filter(({ conversationId }) => conversationId === NO_BOX)
  if (uploads.length === 0) return null
  return (
    <ul
      aria-label={t('arriving')}
      data-files
      className="flex max-h-2/5 shrink-0 flex-col gap-1 overflow-y-auto px-5 py-2 phone:px-3"
    >
      {uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
    </ul>
  )
}
