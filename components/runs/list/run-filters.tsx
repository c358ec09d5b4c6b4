import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { runOverviewQuery } from '@/lib/client/queries/run-list'
import { useRunView } from '@/lib/client/use-run-view'
import type { RunFacets } from '@/lib/domain/run-list'
import type { RunView } from '@/lib/domain/run-view'
import { SearchBox } from '../../ui/search-box'
import { DayFields } from './day-fields'
import { ActiveFilter, type FilterChoice, FilterMenu } from './filter-menu'
import { useFilterWords } from './use-filter-words'

const NO_FACETS: RunFacets = {
  sources: [],
  clients: [],
  keys: [],
  models: [],
  upstreams: [],
  statuses: [],
}

/** What the list is filtered by. All of it is in the address. */
export function RunFilters() {
  const t = useTranslations('runs.filters')
  const { view, change } = useRunView()
  const facets = useQuery(runOverviewQuery()).data?.facets ?? NO_FACETS
  const words = useFilterWords(facets)
  const isChosen = ({ name, value }: FilterChoice) => view[name as keyof RunView] === value
  const choose = (choice: FilterChoice) =>
    change({ ...words.besides(choice), [choice.name]: isChosen(choice) ? undefined : choice.value })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 pb-1 phone:px-3">
      <SearchBox
        label={t('search')}
        placeholder={t('placeholder')}
        asked={view.q ?? ''}
        onSearch={(q) => change({ q: q === '' ? undefined : q })}
      />
      {words.menus.map(({ key, groups }) => {
        const [active] = words.active(view, words.namesOf(groups))
        return (
          <FilterMenu
            key={key}
            label={t(key)}
            groups={groups}
            active={active?.label}
            isChosen={isChosen}
            onChoose={choose}
            onClear={() => active !== undefined && change({ [active.name]: undefined })}
          />
        )
      })}
      <FilterMenu
        label={t('more')}
        icon={SlidersHorizontal}
        groups={words.more}
        isChosen={isChosen}
        onChoose={choose}
      />
      {words.active(view, ['upstream', 'key', 'cost']).map(({ name, label }) => (
        <ActiveFilter key={name} label={label} onClear={() => change({ [name]: undefined })} />
      ))}
      {(view.from !== undefined || view.to !== undefined) && (
        <DayFields view={view} onChange={change} />
      )}
    </div>
  )
}
