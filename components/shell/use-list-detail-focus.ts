import { useEffect, useRef } from 'react'

/**
 * Of a list and what is open beside it, by its `id`: where there is room for one of them only, the focus
 * goes to what is opened, and back to its row when it is left. Rows have their id in `rowAttribute`.
 */
export function useListDetailFocus(id: string | null, rowAttribute: 'data-run' | 'data-tool') {
  const list = useRef<HTMLElement>(null)
  const detail = useRef<HTMLElement>(null)
  const last = useRef(id)
  useEffect(() => {
    const before = last.current
    last.current = id
    if (before === id || list.current === null) return
    const isAlone = getComputedStyle(list.current).visibility === 'hidden'
    const row = () => list.current?.querySelector<HTMLElement>(`[${rowAttribute}="${before}"]`)
    if (isAlone) detail.current?.focus()
    else if (id === null) row()?.focus()
  }, [id, rowAttribute])
  return { list, detail }
}
