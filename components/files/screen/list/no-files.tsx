import { useTranslations } from 'use-intl'
import { useFileListView } from '@/lib/client/use-file-list-view'
import { WordButton } from '../../../runs/detail/section'
import { codeOf } from '../../../settings/code-of'

const PATH = 'POST /v1/files'

/** An empty list: nothing was ever uploaded, or nothing that fits. */
export function NoFiles({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useTranslations('filesScreen')
  const { clear } = useFileListView()
  return (
    <div className="px-3 pt-3 text-ui">
      <p role="status" className="font-medium">
        {t(isNarrowed ? 'noMatch' : 'empty')}
      </p>
      {isNarrowed ? (
        <WordButton onClick={clear}>{t('clearFilters')}</WordButton>
      ) : (
        <p className="max-w-120 text-ink-3">{t.rich('emptyHint', { code: codeOf, path: PATH })}</p>
      )}
    </div>
  )
}
