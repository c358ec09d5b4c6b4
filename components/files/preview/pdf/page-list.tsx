import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenPdf } from './open-pdf'
import { layPages } from './page-layout'
import { PageSheet } from './page-sheet'
import { type MarksByPage, NO_MARKS, type Target } from './pdf-place'
import { useBoxSize } from './use-box-size'
import { usePageSizes } from './use-page-sizes'
import { useView } from './use-view'

interface Props {
  pdf: OpenPdf
  zoom: number
  target: Target
  marks: MarksByPage
  onPage: (page: number) => void
  onReopen: () => void
}

/** Beside and below the pages, in CSS px. */
const MARGIN = 16

/** The pages, one under the other; only those near the view are there. */
export function PageList({ pdf, zoom, target, marks, onPage, onReopen }: Props) {
  const t = useTranslations('preview.pdf')
  const box = useBoxSize<HTMLDivElement>()
  const { sizes, onSize } = usePageSizes(pdf)
  const width = Math.max(0, Math.floor((box.width - MARGIN) * zoom))
  const layout = useMemo(() => layPages(sizes, pdf.pageCount, width), [sizes, pdf.pageCount, width])
  const { range, look } = useView({
    ...{ scroller: box.ref, height: box.height },
    ...{ layout, target, onPage },
  })
  const numbers = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at)
  return (
    <section
      ref={box.ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={t('pages')}
      onScroll={look}
      className="ring-field min-w-0 flex-1 overflow-auto [overflow-anchor:none] pr-4 phone:px-2"
    >
      <div
        className="relative mx-auto"
        style={{ width, height: (layout.tops.at(-1) ?? 0) + MARGIN }}
      >
        {width > 0 &&
          numbers.map((number) => (
            <PageSheet
              key={number}
              pdf={pdf}
              number={number}
              top={layout.tops[number - 1] ?? 0}
              width={width}
              height={layout.heightOf(number)}
              marks={marks.get(number) ?? NO_MARKS}
              onSize={onSize}
              onReopen={onReopen}
            />
          ))}
      </div>
    </section>
  )
}
