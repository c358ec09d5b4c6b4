import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import { CAPABILITIES } from '@/lib/domain/capabilities'
import { CATALOG_ORDERS } from '@/lib/domain/catalog/view'
import { LIVES } from '@/lib/domain/lifecycle'
import { type FilterChoice, FilterMenu } from '../runs/list/filter-menu'
import { cx } from '../ui/cx'
import { SearchBox } from '../ui/search-box'
import type { CatalogPlace } from './use-catalog'

const MENUS = ['upstream', 'life', 'can', 'sort'] as const
type MenuName = (typeof MENUS)[number]

/** What the catalog shows. All of it is in the address. */
export function CatalogFilters({ places }: { places: readonly CatalogPlace[] }) {
  const t = useTranslations('catalog')
  const marks = useTranslations('request.marks')
  const { view, narrow } = useCatalogView()
  const choices = (name: MenuName, values: readonly string[], labels: readonly string[]) =>
    values.map((value, at): FilterChoice => ({ name, value, label: labels[at] ?? value }))
  const menus: Record<MenuName, FilterChoice[]> = {
    upstream: choices(
      'upstream',
      places.map((place) => place.upstream),
      places.map(({ label }) => label),
    ),
    life: choices(
      'life',
      LIVES,
      LIVES.map((one) => t(`lives.${one}`)),
    ),
    can: choices(
      'can',
      CAPABILITIES,
      CAPABILITIES.map((capability) => marks(capability)),
    ),
    sort: choices(
      'sort',
      CATALOG_ORDERS,
      CATALOG_ORDERS.map((name) => t(`columns.${name}`)),
    ),
  }
  const { upstream, life, can, order } = view
  const chosen: Record<MenuName, string | undefined> = { upstream, life, can, sort: order }
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-6 pb-2 max-lg:px-5 phone:px-3">
      <SearchBox
        label={t('filters.search')}
        placeholder={t('filters.placeholder')}
        asked={view.q ?? ''}
        onSearch={(q) => narrow('q', q)}
        className="max-w-80 phone:max-w-none phone:basis-full"
      />
      {/* On a phone in pairs, so that none stands alone in a line. */}
      <div className="contents phone:grid phone:w-full phone:grid-cols-[auto_auto] phone:justify-start phone:gap-2">
        {MENUS.map((name) => (
          // Wide, the columns' heads put the table in order.
          <span
            key={name}
            className={cx('flex min-w-0 phone:*:shrink', name === 'sort' && 'md:hidden')}
          >
            <FilterMenu
              label={t(`filters.${name}`)}
              groups={[{ key: name, label: null, choices: menus[name] }]}
              active={menus[name].find(({ value }) => value === chosen[name])?.label}
              isChosen={({ value }) => value === chosen[name]}
              onChoose={({ value }) => narrow(name, chosen[name] === value ? '' : value)}
              onClear={() => narrow(name, '')}
            />
          </span>
        ))}
      </div>
    </div>
  )
}
