'use client'

import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import { shownEntries } from '@/lib/domain/catalog/shown'
import { isNarrowed } from '@/lib/domain/catalog/view'
import { TopBar } from '../shell/top-bar'
import { useMediaQuery } from '../shell/use-media-query'
import { LoadingBars } from '../ui/loading-bars'
import { CatalogFilters } from './catalog-filters'
import { CatalogFoot } from './catalog-foot'
import { CatalogList } from './catalog-list'
import { CatalogTable } from './catalog-table'
import { ChosenBar } from './chosen-bar'
import { NoModels } from './no-models'
import { PlaceNotes } from './place-notes'
import { type Catalog, useCatalog } from './use-catalog'

/** All models of all upstreams, to be found, put in order, and chosen for a comparison. */
export function CatalogScreen() {
  const t = useTranslations('catalog')
  const app = useTranslations('app')
  const catalog = useCatalog()
  const { view } = useCatalogView()
  const shown = shownEntries(catalog.entries, view)
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <title>{`${t('title')} – ${app('name')}`}</title>
      <TopBar
        title={<h1 className="font-semibold text-title">{t('title')}</h1>}
        phoneLine={<Count catalog={catalog} shown={shown.length} />}
        figures={
          <span className="phone:hidden">
            <Count catalog={catalog} shown={shown.length} />
          </span>
        }
        hasPanel={false}
      />
      <CatalogFilters places={catalog.places} />
      <PlaceNotes catalog={catalog} />
      <Models catalog={catalog} />
      <ChosenBar entries={catalog.entries} shown={shown} />
    </div>
  )
}

/** How many models there are; with filters, how many of them fit. */
function Count({ catalog, shown }: { catalog: Catalog; shown: number }) {
  const t = useTranslations('catalog')
  const { view } = useCatalogView()
  const upstreams = catalog.places.filter(({ state }) => state === 'here').length
  const count = catalog.entries.length
  return (
    <p role="status" className="shrink-0 text-ink-3 text-small">
      {upstreams > 0 &&
        (isNarrowed(view) ? t('fit', { shown, count }) : t('count', { count, upstreams }))}
    </p>
  )
}

function Models({ catalog }: { catalog: Catalog }) {
  const common = useTranslations('common')
  const isPhone = useMediaQuery('(width < 768px)')
  const { view } = useCatalogView()
  const shown = shownEntries(catalog.entries, view)
  const isComing =
    catalog.failure === null &&
    (catalog.places.length === 0 || catalog.places.some(({ state }) => state === 'coming'))
  if (shown.length === 0) {
    return (
      <div className="min-h-0 flex-1 px-6 pt-4 phone:px-4">
        {catalog.entries.length === 0 && isComing && (
          <LoadingBars count={8} label={common('loading')} />
        )}
        {(catalog.entries.length > 0 || !isComing) && catalog.failure === null && (
          <NoModels isNarrowed={catalog.entries.length > 0} />
        )}
      </div>
    )
  }
  const Rows = isPhone ? CatalogList : CatalogTable
  return (
    <Rows entries={shown}>
      <CatalogFoot />
    </Rows>
  )
}
