import { useEffect, useEffectEvent, useState } from 'react'
import type { Tally } from '../find-bar'
import type { Place } from './grid-keys'
import type { FoundCells } from './messages'
import type { TableLink, TableState } from './table-link'
import { useInOrder } from './use-in-order'

const NOTHING: Tally = { at: null, count: 0, isOver: false, isMore: false }

/** What is looked for in a table, from the chosen cell on, and which of the cells that hold it is shown. */
export function useTableFind(
  link: TableLink,
  { found: all, orders }: TableState,
  chosen: Place | null,
  onChoose: (place: Place) => void,
) {
  const [query, setQuery] = useState<string | null>(null)
  // In another order what was found stands elsewhere: the first of it is told anew.
  const [at, setAt] = useInOrder<number>(link, orders)
  const found = all !== null && all.query === query ? all : null
  const begin = useEffectEvent((wanted: string) => {
    link.find(wanted.trim() === '' ? '' : wanted, chosen ?? { row: 0, column: 0 })
  })
  useEffect(() => begin(query ?? ''), [query])
  const first = found?.first ?? null
  const show = useEffectEvent((next: FoundCells['first']) => {
    // What is shown stays so while more is found.
    if (next !== null && at !== null) return
    setAt(next?.index ?? null)
    if (next !== null) onChoose(next.place)
  })
  useEffect(() => show(first), [first])
  const step = (by: 1 | -1) => {
    if (at === null || found === null) return
    const next = (at + by + found.count) % found.count
    setAt(next)
    void link.match(next).then((place) => place !== null && onChoose(place))
  }
  const tally: Tally = found === null ? NOTHING : { ...found, at }
  return { query, setQuery, tally, step }
}
