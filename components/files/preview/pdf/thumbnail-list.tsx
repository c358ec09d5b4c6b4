import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenPdf } from './open-pdf'
import { type MarksByPage, NO_MARKS } from './pdf-place'
import { Thumbnail } from './thumbnail'
import { useBoxSize } from './use-box-size'

interface Props {
  pdf: OpenPdf
  current: number
  marks: MarksByPage
  onChoose: (page: number) => void
}

/** In CSS px; the list is 84 wide. */
const WIDTH = 60
/** Below a page: its number, and the distance to the next. */
const FOOT = 34
const TOP = 2

/** The keys that lead to another page. */
const MOVES: Readonly<Record<string, (page: number, last: number) => number>> = {
  ArrowDown: (page, last) => Math.min(page + 1, last),
  ArrowUp: (page) => Math.max(page - 1, 1),
  Home: () => 1,
  End: (_page, last) => last,
}

/** All pages in small, of which only those in view are there. One stop for Tab: the page that is looked at. */
export function ThumbnailList({ pdf, current, marks, onChoose }: Props) {
  const t = useTranslations('preview.pdf')
  const { ref, height } = useBoxSize<HTMLElement>()
  const [scrolled, setScrolled] = useState(0)
  const { width: paperWidth, height: paperHeight } = pdf.first.getViewport({ scale: 1 })
  const pageHeight = Math.round(Math.min(2, paperHeight / paperWidth) * WIDTH)
  const row = pageHeight + FOOT
  const topOf = (page: number) => TOP + (page - 1) * row
  const first = Math.max(1, Math.floor(scrolled / row))
  const last = Math.min(pdf.pageCount, Math.ceil((scrolled + height) / row) + 1)
  const near = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  const numbers = near.includes(current) ? near : [current, ...near]

  useLayoutEffect(() => {
    const list = ref.current
    if (list === null || height === 0) return
    const [top, bottom] = [(current - 1) * row, current * row + TOP]
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + height) list.scrollTop = bottom - height
  }, [ref, current, row, height])

  // By keys the focus goes along.
  useEffect(() => {
    const list = ref.current
    if (list === null || !list.contains(document.activeElement)) return
    list.querySelector<HTMLElement>(`[data-page="${current}"]`)?.focus({ preventScroll: true })
  }, [ref, current])

  const move = (event: KeyboardEvent) => {
    const next = MOVES[event.key]?.(current, pdf.pageCount)
    if (next === undefined) return
    event.preventDefault()
    onChoose(next)
  }
  return (
    <nav
      ref={ref}
      aria-label={t('thumbnails')}
      onKeyDown={move}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      className="w-21 shrink-0 overflow-x-hidden overflow-y-auto [scrollbar-width:none] phone:hidden"
    >
      <div className="relative" style={{ height: topOf(pdf.pageCount + 1) }}>
        {numbers.map((number) => (
          <Thumbnail
            key={number}
            pdf={pdf}
            number={number}
            top={topOf(number)}
            width={WIDTH}
            height={pageHeight}
            isCurrent={number === current}
            marks={marks.get(number) ?? NO_MARKS}
            onChoose={onChoose}
          />
        ))}
      </div>
    </nav>
  )
}
