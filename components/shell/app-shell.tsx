'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { startLive } from '@/lib/client/live'
import { recoverDrafts } from '@/lib/client/recover-drafts'
import { recoverUploads } from '@/lib/client/recover-uploads'
import { FailedChange } from '../sidebar/failed-change'
import { Sidebar } from '../sidebar/sidebar'
import { SidebarRail } from '../sidebar/sidebar-rail'
import { Drawer } from '../ui/drawer'
import { PartsAhead } from '../ui/parts-ahead'
import { focusLater } from './focus-later'
import { ResizeHandle } from './resize-handle'
import { ShellActions } from './shell-actions'
import { ShellProvider, useShell } from './shell-context'
import { type ShellLayout, SIDEBAR_WIDTH } from './shell-layout'
import { UnsavedBanner } from './unsaved-banner'
import { useDropGuard } from './use-drop-guard'
import { useMediaQuery } from './use-media-query'

/** What every screen stands in: the sidebar, and this tab's one live connection. */
export function AppShell({ layout, children }: { layout: ShellLayout; children: ReactNode }) {
  const t = useTranslations('shell')
  const client = useQueryClient()
  useEffect(() => startLive({ url: '/api/live', client }), [client])
  useEffect(() => void recoverDrafts(), [])
  useEffect(() => void recoverUploads(client), [client])
  useDropGuard()
  return (
    <ShellProvider initial={layout}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 rounded-md bg-raised px-3 py-1.5 font-medium text-accent text-ui shadow-float not-focus:sr-only"
      >
        {t('skipToContent')}
      </a>
      {/* `clip`, and positioned: else hidden text inside a scroller makes the page itself scroll. */}
      <div className="relative flex h-dvh overflow-clip">
        <SidebarZone />
        <main
          id="content"
          tabIndex={-1}
          className="flex min-w-0 flex-1 flex-col outline-none [anchor-name:--main]"
        >
          <UnsavedBanner />
          <UnseenFailure />
          <div className="flex min-h-0 flex-1">{children}</div>
        </main>
      </div>
      <ShellActions />
      <PartsAhead />
    </ShellProvider>
  )
}

/** What the list of conversations would say, while the list is out of sight. */
function UnseenFailure() {
  const { isRail, isSidebarOpen } = useShell()
  const hasRoom = useMediaQuery('(width >= 1024px)')
  const isListInView = hasRoom ? !isRail : isSidebarOpen
  if (isListInView) return null
  return <FailedChange className="m-2 mb-0 shrink-0" />
}

function SidebarZone() {
  const t = useTranslations('shell')
  const { layout, setLayout, isRail, setRail, isSidebarOpen, setSidebarOpen } = useShell()
  const hasRoom = useMediaQuery('(width >= 1024px)')
  const zone = useRef<HTMLElement>(null)
  const fold = (to: boolean) => {
    setRail(to)
    focusLater(() => {
      const { activeElement } = document
      const isInside = activeElement instanceof HTMLElement && zone.current?.contains(activeElement)
      // Both begin with the way to the other. Who has gone on to a row meanwhile keeps the focus there.
      return isInside === true ? activeElement : zone.current?.querySelector('button')
    })
  }
  return (
    <>
      {isRail ? (
        <aside
          ref={zone}
          aria-label={t('sidebar')}
          className="hidden w-13 shrink-0 bg-side lg:flex"
        >
          <SidebarRail onExpand={() => fold(false)} />
        </aside>
      ) : (
        <aside
          ref={zone}
          aria-label={t('sidebar')}
          style={{ width: layout.sidebarWidth }}
          className="relative hidden shrink-0 bg-side lg:flex"
        >
          <Sidebar onCollapse={() => fold(true)} />
          <ResizeHandle
            label={t('resizeSidebar')}
            edge="right"
            width={layout.sidebarWidth}
            range={SIDEBAR_WIDTH}
            onResize={(sidebarWidth) => setLayout({ sidebarWidth })}
          />
        </aside>
      )}
      <Drawer
        label={t('sidebar')}
        side="left"
        isOpen={isSidebarOpen && !hasRoom}
        onOpenChange={setSidebarOpen}
        className="w-72 max-w-[85vw]"
      >
        <Sidebar
          onCollapse={() => setSidebarOpen(false)}
          onNavigate={() => setSidebarOpen(false)}
        />
      </Drawer>
    </>
  )
}
