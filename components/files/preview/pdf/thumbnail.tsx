import { useTranslations } from 'use-intl'
import { cx } from '@/components/ui/cx'
import type { OpenPdf } from './open-pdf'
import { PageMarks } from './page-marks'
import type { Mark } from './pdf-place'
import { useDrawnPage } from './use-drawn-page'
import { usePageText } from './use-page-text'
import { useReadPage } from './use-read-page'

/** Drawn larger than they are shown: so small, letters would run into each other. */
const SHARPNESS = 2

interface Props {
  pdf: OpenPdf
  number: number
  /** In CSS px; a page of another form fits in. */
  top: number
  width: number
  height: number
  isCurrent: boolean
  marks: readonly Mark[]
  onChoose: (page: number) => void
}

/** A page in small, which leads to it. */
export function Thumbnail({ pdf, number, top, width, height, isCurrent, marks, onChoose }: Props) {
  const t = useTranslations('preview.pdf')
  const { page } = useReadPage(pdf, number)
  const size = page?.getViewport({ scale: 1 }) ?? { width, height }
  const shown = Math.min(width, (height * size.width) / size.height)
  const drawn = useDrawnPage(page, SHARPNESS * shown, 'in turn')
  const text = usePageText(pdf, number, marks.length > 0)
  return (
    <button
      type="button"
      aria-label={t('toPage', { page: number })}
      aria-current={isCurrent ? 'page' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      data-page={number}
      onClick={() => onChoose(number)}
      className="absolute left-3 flex flex-col items-center rounded-sm outline-offset-4"
      style={{ top, width }}
    >
      <span className="flex items-center justify-center" style={{ width, height }}>
        <span
          className={cx(
            'rounded-sm outline',
            isCurrent ? 'outline-2 outline-accent' : 'outline-line',
          )}
          style={{ width: shown, height: (shown * size.height) / size.width }}
        >
          <span className="pdf-paper pdf-thumbnail relative block h-full overflow-hidden rounded-sm">
            <span ref={drawn.ref} aria-hidden className="absolute inset-0" />
            {text !== null && <PageMarks text={text} marks={marks} />}
          </span>
        </span>
      </span>
      <span
        className={cx('mt-1.5 text-small', isCurrent ? 'font-semibold text-ink' : 'text-ink-3')}
      >
        {number}
      </span>
    </button>
  )
}
