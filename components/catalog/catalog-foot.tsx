import { useTranslations } from 'use-intl'
import { ENOUGH_RUNS, MEASURED_RUNS } from '@/lib/domain/measures'

/** Whose word each part of the catalog is. */
export function CatalogFoot() {
  const t = useTranslations('catalog.foot')
  return (
    <div className="flex max-w-180 flex-col gap-1 text-ink-3 text-small">
      <p>{t('facts')}</p>
      <p>{t('prices')}</p>
      <p>{t('measured', { most: MEASURED_RUNS, enough: ENOUGH_RUNS })}</p>
    </div>
  )
}
