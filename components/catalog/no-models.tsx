import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import { WordButton } from '../runs/detail/section'

/** An empty catalog: no upstream lists a model, or none that fits. */
export function NoModels({ isNarrowed }: { isNarrowed: boolean }) {
  const t = useTranslations('catalog')
  const { clear } = useCatalogView()
  return (
    <div className="text-ui">
      <p role="status" className="font-medium">
        {t(isNarrowed ? 'noMatch' : 'empty')}
      </p>
      {isNarrowed ? (
        <WordButton onClick={clear}>{t('clearFilters')}</WordButton>
      ) : (
        <p className="max-w-120 text-ink-3">{t('emptyHint')}</p>
      )}
    </div>
  )
}
