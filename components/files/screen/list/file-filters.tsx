import { useTranslations } from 'use-intl'
import { useFileListView } from '@/lib/client/use-file-list-view'
import { FILE_KINDS, type FileKind } from '@/lib/domain/files/facts'
import { FILE_ORDERS, FILE_SOURCES } from '@/lib/domain/files/file'
import { type FilterChoice, FilterMenu } from '../../../runs/list/filter-menu'
import { SearchBox } from '../../../ui/search-box'

type MenuName = 'kind' | 'source' | 'order'

/** What the list shows, and in which order. All of it is in the address. */
export function FileFilters() {
  const t = useTranslations('filesScreen')
  const { view, change } = useFileListView()
  const kind = useKindWord()
  const menus: Record<MenuName, FilterChoice[]> = {
    kind: FILE_KINDS.map((value) => ({ name: 'kind', value, label: kind(value) })),
    source: FILE_SOURCES.map((value) => ({ name: 'source', value, label: t(`sources.${value}`) })),
    order: FILE_ORDERS.map((value) => ({ name: 'order', value, label: t(`orders.${value}`) })),
  }
  const chosen = { ...view, order: view.order ?? 'newest' }
  const choose = (name: MenuName, { value }: FilterChoice) =>
    change({ [name]: view[name] === value || value === 'newest' ? undefined : value })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-5 pb-1 phone:px-3">
      <SearchBox
        label={t('filters.search')}
        placeholder={t('filters.placeholder')}
        asked={view.q ?? ''}
        onSearch={(q) => change({ q })}
        className="@max-xl:basis-full"
      />
      {(['kind', 'source', 'order'] as const).map((name) => (
        <FilterMenu
          key={name}
          label={t(`filters.${name}`)}
          groups={[{ key: name, label: null, choices: menus[name] }]}
          active={menus[name].find(({ value }) => value === view[name])?.label}
          isChosen={({ value }) => value === chosen[name]}
          onChoose={(choice) => choose(name, choice)}
          onClear={() => change({ [name]: undefined })}
        />
      ))}
    </div>
  )
}

/** What a kind of files is called where it stands alone. */
export function useKindWord(): (kind: FileKind) => string {
  const t = useTranslations('filesScreen')
  const files = useTranslations('files')
  return (kind) => (kind === 'other' ? t('kinds.other') : files(`kinds.${kind}`))
}
