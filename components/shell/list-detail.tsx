import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../ui/cx'

/** From which width on there is room for both, and how wide the list is then. */
const LAYOUTS = {
  narrow: {
    list: 'w-63 phone:w-full',
    listAway: 'phone:invisible phone:absolute phone:inset-0',
    detailAway: 'phone:hidden',
    heading: 'md:hidden',
  },
  wide: {
    list: 'w-full lg:w-98 xl:w-154',
    listAway: 'max-lg:invisible max-lg:absolute max-lg:inset-0',
    detailAway: 'max-lg:hidden',
    heading: 'lg:hidden',
  },
} as const

interface Props {
  /** What is open; null = nothing. Its row in the list has it as `data-row`. */
  id: string | null
  layout: keyof typeof LAYOUTS
  /** The name of the screen, of its list, and of what is open. */
  names: { title: string; list: string; detail: string }
  list: ReactNode
  children: ReactNode
}

/** A screen with a list, and what is open of it: beside the list where there is room, else in its place. */
export function ListDetail({ id, layout, names, list, children }: Props) {
  const app = useTranslations('app')
  const { listRef, detailRef } = useListDetailFocus(id)
  const classes = LAYOUTS[layout]
  return (
    <div className="relative flex min-w-0 flex-1">
      <title>{`${names.title} – ${app('name')}`}</title>
      <section
        ref={listRef}
        aria-label={names.list}
        className={cx(
          'flex min-w-0 shrink-0 flex-col bg-side',
          classes.list,
          // Out of sight it keeps its place in the list.
          id !== null && classes.listAway,
        )}
      >
        {list}
      </section>
      <section
        ref={detailRef}
        tabIndex={-1}
        aria-label={names.detail}
        className={cx(
          'flex min-w-0 flex-1 flex-col outline-none',
          id === null && classes.detailAway,
        )}
      >
        {/* That of the list is out of sight. */}
        {id !== null && <h1 className={cx('sr-only', classes.heading)}>{names.title}</h1>}
        {children}
      </section>
    </div>
  )
}

/** Where there is room for one of them only, the focus goes to what is opened, and back to its row after. */
function useListDetailFocus(id: string | null) {
  const listRef = useRef<HTMLElement>(null)
  const detailRef = useRef<HTMLElement>(null)
  const last = useRef(id)
  useEffect(() => {
    const before = last.current
    last.current = id
    const list = listRef.current
    if (before === id || list === null) return
    const isAlone = getComputedStyle(list).visibility === 'hidden'
    // What is opened may have put it on one of its controls already.
    const isThere = detailRef.current?.contains(document.activeElement) === true
    if (isAlone && !isThere) detailRef.current?.focus()
    if (id === null && before !== null && !isAlone) {
      list.querySelector<HTMLElement>(`[data-row="${CSS.escape(before)}"]`)?.focus()
    }
  }, [id])
  return { listRef, detailRef }
}

/** Stands where nothing of a list is open: what that means, and the way on. */
export function NothingOpen({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="px-7 pt-16">
      <p className="font-medium text-ui">{title}</p>
      <p className="mt-1 max-w-120 text-ink-3 text-ui">{hint}</p>
    </div>
  )
}
