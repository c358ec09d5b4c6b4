import { Search, ZoomIn, ZoomOut } from 'lucide-react'
import type { RefObject } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { FITTING, ZOOMS, zoomIn, zoomOut } from './zoom'

interface Props {
  zoom: number
  onZoom: (zoom: number) => void
  isFinding: boolean
  onFind: () => void
  findButton: RefObject<HTMLButtonElement | null>
}

/** What can be done with a document: search it, see it larger or smaller. */
export function PdfTools({ zoom, onZoom, isFinding, onFind, findButton }: Props) {
  const t = useTranslations('preview.pdf')
  const format = useFormatter()
  const percent = format.number(zoom, { style: 'percent' })
  return (
    <div className="flex items-center gap-1">
      <IconButton
        ref={findButton}
        label={t('find')}
        icon={Search}
        aria-expanded={isFinding}
        onClick={onFind}
      />
      <IconButton
        label={t('zoomOut')}
        icon={ZoomOut}
        disabled={zoom === ZOOMS[0]}
        onClick={() => onZoom(zoomOut(zoom))}
      />
      <button
        type="button"
        aria-label={t('fit', { percent })}
        title={t('fit', { percent })}
        onClick={() => onZoom(FITTING)}
        className="fade h-7 min-w-10 rounded-md text-center text-ink-2 text-small hover:bg-hover phone:h-11"
      >
        {percent}
      </button>
      <IconButton
        label={t('zoomIn')}
        icon={ZoomIn}
        disabled={zoom === ZOOMS.at(-1)}
        onClick={() => onZoom(zoomIn(zoom))}
      />
    </div>
  )
}
