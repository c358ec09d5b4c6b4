'use client'

import { useTranslations } from 'use-intl'
import { NO_BOX } from '@/lib/client/stores/uploads'
import { useFileListView } from '@/lib/client/use-file-list-view'
import { DropZone } from '../../composer/attachments/drop-zone'
import { ListDetail, NothingOpen } from '../../shell/list-detail'
import { FileDetail } from './detail/file-detail'
import { FileListPane } from './list/file-list-pane'

/** All files that were uploaded, and the one that is open. */
export function FilesScreen() {
  const t = useTranslations('filesScreen')
  const { id } = useFileListView()
  const names = { title: t('title'), list: t('list'), detail: t('detail') }
  return (
    <div className="relative flex min-w-0 flex-1">
      <DropZone conversationId={NO_BOX} />
      <ListDetail id={id} layout="wide" names={names} list={<FileListPane />}>
        {id === null ? (
          <NothingOpen title={t('nothingOpen')} hint={t('nothingOpenHint')} />
        ) : (
          <FileDetail key={id} id={id} />
        )}
      </ListDetail>
    </div>
  )
}
