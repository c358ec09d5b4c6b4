import { usePathname, useSearchParams } from 'next/navigation'
import { changeAddress } from '../change-address'

/** How answers are held against the baseline's: by words of the text, by blocks of its Markdown, or by the fields of JSON. */
export const DIFFERENCES = ['words', 'blocks', 'fields'] as const
export type DifferenceMode = (typeof DIFFERENCES)[number]

export interface CompareView {
  /** The column that alone is in view; null = all. */
  only: string | null
  /** All turns as a table of figures. */
  isTable: boolean
  /** Answers are as high as each other, and scroll in themselves. */
  isEven: boolean
  /** Null: answers are shown as they are. */
  differences: DifferenceMode | null
  /** Answers are held against what the column answered before, and not against the baseline. */
  isAgainstEarlier: boolean
  /** Whose an answer is stays hidden: by this seed their order is drawn. Null: it is shown. */
  blind: string | null
}

/** The comparison in view (null = none), and how it is looked at: the address says it. */
export function useCompareView(): { id: string | null } & CompareView {
  const id = /^\/compare\/([^/]+)$/.exec(usePathname())?.[1] ?? null
  return { id, ...readView(useSearchParams()) }
}

function readView(query: Pick<URLSearchParams, 'get'>): CompareView {
  const differences = DIFFERENCES.find((mode) => mode === query.get('differences')) ?? null
  return {
    only: query.get('column'),
    isTable: query.get('view') === 'table',
    isEven: query.get('rows') === 'even',
    differences,
    isAgainstEarlier: query.get('against') === 'earlier',
    blind: query.get('blind'),
  }
}

/** Looks at the comparison in another way. */
export function changeCompareView(patch: Partial<CompareView>): void {
  changeAddress('replace', ({ pathname, search }) => {
    const view = { ...readView(new URLSearchParams(search)), ...patch }
    const query = new URLSearchParams()
    if (view.only !== null) query.set('column', view.only)
    if (view.isTable) query.set('view', 'table')
    if (view.isEven) query.set('rows', 'even')
    if (view.differences !== null) query.set('differences', view.differences)
    if (view.isAgainstEarlier) query.set('against', 'earlier')
    if (view.blind !== null) query.set('blind', view.blind)
    const text = query.toString()
    return text === '' ? pathname : `${pathname}?${text}`
  })
}
