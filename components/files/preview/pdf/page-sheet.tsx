import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { OpenPdf } from './open-pdf'
import type { PageSize } from './page-layout'
import { PageMarks } from './page-marks'
import type { Mark } from './pdf-place'
import { TextLayer } from './text-layer'
import { useDrawnPage } from './use-drawn-page'
import { usePageText } from './use-page-text'
import { useReadPage } from './use-read-page'

interface Props {
  pdf: OpenPdf
  number: number
  /** In CSS px. */
  top: number
  width: number
  height: number
  marks: readonly Mark[]
  onSize: (page: number, size: PageSize) => void
  onReopen: () => void
}

/** A page as it is read. */
export function PageSheet(props: Props) {
  const { pdf, number, top, width, height, marks, onSize, onReopen } = props
  const t = useTranslations('preview.pdf')
  const { page, hasFailed } = useReadPage(pdf, number)
  const drawn = useDrawnPage(page, width, 'now')
  const text = usePageText(pdf, number)
  useEffect(() => {
    if (page === null) return
    const { width, height } = page.getViewport({ scale: 1 })
    onSize(number, { width, height })
    // What its drawing took may go when it is out of view.
    return () => void page.cleanup()
  }, [page, number, onSize])
  return (
    <section
      aria-label={t('page', { page: number })}
      className="pdf-paper absolute outline outline-line"
      style={{ top, width, height }}
    >
      <div ref={drawn.ref} aria-hidden className="absolute inset-0" />
      {(hasFailed || drawn.hasFailed) && (
        <div className="absolute inset-x-0 top-1/3 z-10 flex flex-col items-center gap-3 text-ink-2 text-ui">
          <p>{t('pageFailed')}</p>
          <Button onClick={onReopen}>{t('retry')}</Button>
        </div>
      )}
      {text !== null && (
        <>
          <PageMarks text={text} marks={marks} />
          <TextLayer text={text} width={width} />
        </>
      )}
    </section>
  )
}
