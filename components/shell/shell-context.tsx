'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { usePreviewPlace } from '@/lib/client/preview-place'
import { formatLayout, isWideScreen, LAYOUT_COOKIE, type ShellLayout } from './shell-layout'

interface Shell {
  layout: ShellLayout
  setLayout(patch: Partial<ShellLayout>): void
  /** The sidebar is a rail on this screen. */
  isRail: boolean
  setRail(isRail: boolean): void
  /** The sidebar as a drawer, where there is no room beside the thread. */
  isSidebarOpen: boolean
  setSidebarOpen(isOpen: boolean): void
  /** The request panel over the thread, where there is no room beside it. */
  isPanelOver: boolean
  setPanelOver(isOpen: boolean): void
  /** What the request panel shows, wherever it stands. */
  panelView: PanelView
  setPanelView(view: PanelView): void
  /** What stands over every screen; one at a time. */
  overlay: Overlay | null
  setOverlay(overlay: Overlay | null): void
}

type PanelView = 'settings' | 'request' | 'code'
type Overlay = 'palette' | 'models' | 'shortcuts'

const Context = createContext<Shell | null>(null)
const YEAR_S = 31_536_000

/** Holds how the zones stand; what is worth remembering goes into a cookie. */
export function ShellProvider({
  initial,
  children,
}: {
  initial: ShellLayout
  children: ReactNode
}) {
  const [layout, setState] = useState(initial)
  const [isSidebarOpen, setSidebarOpen] = useState(false)
  const [isPanelOver, setPanelOver] = useState(false)
  const [panelView, setPanelView] = useState<PanelView>('settings')
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const setLayout = useCallback(
    (patch: Partial<ShellLayout>) =>
      setState((before) => {
        const next = { ...before, ...patch }
        remember(next)
        return next
      }),
    [],
  )
  const hasPreview = usePreviewPlace() !== null
  const isWide = isWideScreen(usePathname()) || hasPreview
  const [isWideRail, setWideRail] = useState(true)
  const isRail = isWide ? isWideRail : layout.isRail
  const setRail = useCallback(
    (to: boolean) => (isWide ? setWideRail(to) : setLayout({ isRail: to })),
    [isWide, setLayout],
  )
  const shell = useMemo(
    () => ({
      layout,
      setLayout,
      isRail,
      setRail,
      isSidebarOpen,
      setSidebarOpen,
      isPanelOver,
      setPanelOver,
      panelView,
      setPanelView,
      overlay,
      setOverlay,
    }),
    [layout, setLayout, isRail, setRail, isSidebarOpen, isPanelOver, panelView, overlay],
  )
  return <Context value={shell}>{children}</Context>
}

/** The zones of the screen, inside the shell. */
export function useShell(): Shell {
  const shell = useContext(Context)
  if (shell === null) throw new Error('useShell needs a ShellProvider above it')
  return shell
}

function remember(layout: ShellLayout): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `${LAYOUT_COOKIE}=${formatLayout(layout)}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`
}
