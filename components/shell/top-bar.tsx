'use client'

import { Menu, PanelRight, SlidersHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/icon-button'
import { focusLater } from './focus-later'
import { useShell } from './shell-context'

/** The way to a panel that was put away beside its screen, and the way back. */
export const SHOW_PANEL_ID = 'show-panel'
export const HIDE_PANEL_ID = 'hide-panel'

interface Props {
  title: ReactNode
  /** A second line under the title, on a phone only. */
  phoneLine?: ReactNode
  /** Stands at the right end, before the way to the panel. */
  figures?: ReactNode
  hasPanel: boolean
}

/** The bar over a screen: the way to the sidebar, the title, the way to the panel. */
export function TopBar({ title, phoneLine, figures, hasPanel }: Props) {
  const t = useTranslations('shell')
  const { layout, setLayout, setSidebarOpen, setPanelOver } = useShell()
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 px-6 max-lg:px-3 phone:h-14 phone:px-1">
      <IconButton
        label={t('openSidebar')}
        icon={Menu}
        onClick={() => setSidebarOpen(true)}
        className="lg:hidden"
      />
      <div className="min-w-0 flex-1 phone:text-center">
        {title}
        {phoneLine !== undefined && <div className="md:hidden">{phoneLine}</div>}
      </div>
      {figures}
      {/* Keeps a centred title in the middle. */}
      {!hasPanel && <div aria-hidden className="size-11 md:hidden" />}
      {hasPanel && (
        <>
          {!layout.isPanelOpen && (
            <IconButton
              id={SHOW_PANEL_ID}
              label={t('showPanel')}
              icon={PanelRight}
              onClick={() => {
                setLayout({ isPanelOpen: true })
                focusLater(() => document.getElementById(HIDE_PANEL_ID))
              }}
              className="max-xl:hidden"
            />
          )}
          <IconButton
            label={t('showPanel')}
            icon={PanelRight}
            onClick={() => setPanelOver(true)}
            className="max-md:hidden xl:hidden"
          />
          <IconButton
            label={t('showPanel')}
            icon={SlidersHorizontal}
            onClick={() => setPanelOver(true)}
            className="md:hidden"
          />
        </>
      )}
    </header>
  )
}
