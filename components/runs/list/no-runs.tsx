import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useRunView } from '@/lib/client/use-run-view'

const LINK = 'fade rounded-sm font-medium text-accent hover:text-accent-hover phone:min-h-11'

/** An empty list: nothing was ever asked, or nothing that fits. */
export function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('runs')
  const { clear } = useRunView()
  return (
    <div className="px-3 pt-3 text-ui">
      <p className="font-medium">{t(isFiltered ? 'noMatch' : 'empty')}</p>
      {isFiltered ? (
        <button type="button" onClick={clear} className={LINK}>
          {t('clearFilters')}
        </button>
      ) : (
        <>
          <p className="text-ink-3">{t('emptyHint')}</p>
          <Link href="/settings#gateway" className={LINK}>
            {t('emptyLink')}
          </Link>
        </>
      )}
    </div>
  )
}
