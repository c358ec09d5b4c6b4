import { ZoomIn, ZoomOut } from 'lucide-react'
import type { RefObject } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Tooltip } from '@/components/ui/tooltip'
import { FindButton } from '../find-bar'
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
      <FindButton ref={findButton} isOpen={isFinding} onClick={onFind} />
      <IconButton
        label={t('zoomOut')}
        icon={ZoomOut}
        refused={zoom === ZOOMS[0] ? t('smallest') : undefined}
        onClick={() => onZoom(zoomOut(zoom))}
      />
      <Tooltip label={t('fit', { percent })}>
        <button
          type="button"
          aria-label={t('fit', { percent })}
          onClick={() => onZoom(FITTING)}
          className="fade h-7 min-w-10 rounded-md text-center text-ink-2 text-small hover:bg-hover phone:h-11"
        >
          {percent}
        </button>
      </Tooltip>
      <IconButton
        label={t('zoomIn')}
        icon={ZoomIn}
        refused={zoom === ZOOMS.at(-1) ? t('largest') : undefined}
        onClick={() => onZoom(zoomIn(zoom))}
      />
    </div>
  )
}
