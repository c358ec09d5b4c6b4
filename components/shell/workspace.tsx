'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useAction } from '../actions/use-action'
import { Drawer } from '../ui/drawer'
import { focusLater } from './focus-later'
import { PreviewAside } from './preview-aside'
import { ResizeHandle } from './resize-handle'
import { useShell } from './shell-context'
import { PANEL_WIDTH } from './shell-layout'
import { SHOW_PANEL_ID, TopBar } from './top-bar'
import { useMediaQuery } from './use-media-query'

interface Props {
  title: ReactNode
  phoneLine: ReactNode | undefined
  figures: ReactNode
  /** Accessible name of the panel. */
  panelLabel: string
  /** Draws the panel; `onClose` hides it where it stands. Null where there is nothing to set. */
  panel: ((onClose: () => void) => ReactNode) | null
  /** Draws what stands in place of the panel: a document beside what is said about it. Null = none is open. */
  preview: ((onClose: () => void) => ReactNode) | null
  onClosePreview: () => void
  children: ReactNode
}

/** A screen with a panel: beside it from 1280, over it below, a sheet from the bottom on a phone. */
export function Workspace(props: Props) {
  const { title, phoneLine, figures, panelLabel, panel, preview, onClosePreview, children } = props
  const t = useTranslations('shell')
  const { layout, setLayout, isPanelOver, setPanelOver } = useShell()
  const hasRoom = useMediaQuery('(width >= 1280px)')
  const isPhone = useMediaQuery('(width < 768px)')
  const toggle = () =>
    hasRoom ? setLayout({ isPanelOpen: !layout.isPanelOpen }) : setPanelOver(!isPanelOver)
  const hasPreview = preview !== null
  useAction('togglePanel', panel === null || hasPreview ? null : toggle)
  return (
    <>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar title={title} phoneLine={phoneLine} figures={figures} hasPanel={panel !== null} />
        {children}
      </div>
      {/* Drawn once at a time: its controls have ids, which an error note looks for. */}
      {panel !== null && !hasPreview && layout.isPanelOpen && (hasRoom || !isPanelOver) && (
        <aside
          aria-label={panelLabel}
          style={{ width: layout.panelWidth }}
          className="relative hidden shrink-0 flex-col bg-side xl:flex"
        >
          <ResizeHandle
            label={t('resizePanel')}
            edge="left"
            width={layout.panelWidth}
            range={PANEL_WIDTH}
            onResize={(panelWidth) => setLayout({ panelWidth })}
          />
          {panel(() => {
            setLayout({ isPanelOpen: false })
            focusLater(() => document.getElementById(SHOW_PANEL_ID))
          })}
        </aside>
      )}
      {hasPreview && hasRoom && <PreviewAside preview={preview} onClose={onClosePreview} />}
      <Drawer
        label={t('preview')}
        side={isPhone ? 'bottom' : 'right'}
        isOpen={hasPreview && !hasRoom}
        onOpenChange={(isOpen) => !isOpen && onClosePreview()}
        className={isPhone ? 'h-dvh' : 'w-165'}
      >
        {preview?.(onClosePreview)}
      </Drawer>
      <Drawer
        label={panelLabel}
        side={isPhone ? 'bottom' : 'right'}
        isOpen={panel !== null && isPanelOver && !hasRoom}
        onOpenChange={setPanelOver}
        className={isPhone ? 'h-[91.5dvh]' : 'w-84'}
      >
        {panel?.(() => setPanelOver(false))}
      </Drawer>
    </>
  )
}
