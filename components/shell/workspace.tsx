'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useAction } from '../actions/use-action'
import { Drawer } from '../ui/drawer'
import { focusLater } from './focus-later'
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
  children: ReactNode
}

/** A screen with a panel: beside it from 1280, over it below, a sheet from the bottom on a phone. */
export function Workspace({ title, phoneLine, figures, panelLabel, panel, children }: Props) {
  const t = useTranslations('shell')
  const { layout, setLayout, isPanelOver, setPanelOver } = useShell()
  const hasRoom = useMediaQuery('(width >= 1280px)')
  const isPhone = useMediaQuery('(width < 768px)')
  const toggle = () =>
    hasRoom ? setLayout({ isPanelOpen: !layout.isPanelOpen }) : setPanelOver(!isPanelOver)
  useAction('togglePanel', panel === null ? null : toggle)
  return (
    <>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar title={title} phoneLine={phoneLine} figures={figures} hasPanel={panel !== null} />
        {children}
      </div>
      {/* Drawn once at a time: its controls have ids, which an error note looks for. */}
      {panel !== null && layout.isPanelOpen && (hasRoom || !isPanelOver) && (
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
