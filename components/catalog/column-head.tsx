import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useCatalogView } from '@/lib/client/use-catalog-view'
import { cx } from '../ui/cx'
import { type ColumnName, orderOf } from './columns'

interface Props {
  name: ColumnName | 'name'
  isNumber: boolean
}

/** The head of a column, which puts the table in its order where it has one. */
export function ColumnHead({ name, isNumber }: Props) {
  const t = useTranslations('catalog.columns')
  const { view, order } = useCatalogView()
  const by = orderOf(name)
  const isBy = by !== null && view.order === by
  const direction = view.isDown === true ? 'descending' : 'ascending'
  const Icon = direction === 'ascending' ? ChevronUp : ChevronDown
  return (
    <th
      scope="col"
      aria-sort={isBy ? direction : undefined}
      className={cx(
        'sticky top-0 whitespace-nowrap border-line border-b bg-bg px-2 py-1 font-normal last:pr-6',
        name === 'name' ? 'left-12 z-30 pl-1' : 'z-20',
        isNumber ? 'text-right' : 'text-left',
      )}
    >
      {by === null ? (
        <span className="inline-flex h-7 items-center">{t(name)}</span>
      ) : (
        <button
          type="button"
          onClick={() => order(by)}
          className={cx(
            'fade -mx-1 inline-flex h-7 items-center gap-1 rounded-md px-1 -outline-offset-2 hover:bg-hover hover:text-ink',
            isBy && 'font-medium text-ink',
            isNumber && 'flex-row-reverse',
          )}
        >
          {t(name)}
          {isBy && <Icon aria-hidden size={13} strokeWidth={2} />}
        </button>
      )}
    </th>
  )
}
