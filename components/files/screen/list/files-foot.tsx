import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { filesQuery } from '@/lib/client/queries/files'
import { settingsQuery, storageQuery } from '@/lib/client/queries/settings'
import { useFileListView } from '@/lib/client/use-file-list-view'
import { isNarrowed } from '@/lib/domain/files/file-list-view'
import { bytesOf } from '@/lib/domain/keeping'
import { useByteSize } from '../../../ui/use-byte-size'

/** How many files there are, and how much of what copies may take is taken. */
export function FilesFoot() {
  const t = useTranslations('filesScreen')
  const size = useByteSize()
  const { view } = useFileListView()
  const { data } = useQuery(filesQuery(view))
  const { data: storage } = useQuery(storageQuery())
  const { data: settings } = useQuery(settingsQuery())
  return (
    <footer className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-5 py-2 text-ink-3 text-small phone:px-3 phone:pb-[max(8px,env(safe-area-inset-bottom))]">
      {data !== undefined && (
        <p role="status">{t(isNarrowed(view) ? 'found' : 'count', { count: data.files.length })}</p>
      )}
      {storage !== undefined && settings !== undefined && (
        <p className="ml-auto">
          {t('copies', {
            size: size(storage.copies),
            limit: size(bytesOf(settings.keeping.copiesMaxMb)),
          })}
        </p>
      )}
      <Link
        href="/settings#kept"
        prefetch={false}
        className="fade rounded-sm text-accent hover:text-accent-hover phone:leading-11"
      >
        {t('limit')}
      </Link>
    </footer>
  )
}
