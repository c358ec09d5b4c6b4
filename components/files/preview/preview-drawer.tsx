'use client'

import { useTranslations } from 'use-intl'
import { showPreview, usePreviewPlace } from '@/lib/client/preview-place'
import { useMediaQuery } from '../../shell/use-media-query'
import { Drawer } from '../../ui/drawer'
import { onDemand } from '../../ui/on-demand'

const PreviewPanel = onDemand(async () => (await import('./preview-panel')).PreviewPanel)

const close = () => showPreview(null)

/** The preview that the address asks for, over a screen that has no room beside. */
export function PreviewDrawer() {
  const t = useTranslations('shell')
  const place = usePreviewPlace()
  const isPhone = useMediaQuery('(width < 768px)')
  return (
    <Drawer
      label={t('preview')}
      side={isPhone ? 'bottom' : 'right'}
      isOpen={place !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      className={isPhone ? 'h-dvh' : 'w-165'}
    >
      {place !== null && <PreviewPanel place={place} onClose={close} />}
    </Drawer>
  )
}
