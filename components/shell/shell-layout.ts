/** How a person arranged the zones. Kept in a cookie, so that the server draws them right at once. */
export interface ShellLayout {
  sidebarWidth: number
  /** The sidebar is collapsed to a rail of icons. */
  isRail: boolean
  panelWidth: number
  isPanelOpen: boolean
}

export const LAYOUT_COOKIE = 'parley-layout'
export const SIDEBAR_WIDTH = { min: 200, max: 320, usual: 240 } as const
export const PREVIEW_WIDTH = { min: 480, max: 960, usual: 660 } as const
export const PANEL_WIDTH = { min: 300, max: 440, usual: 336 } as const

const USUAL: ShellLayout = {
  sidebarWidth: SIDEBAR_WIDTH.usual,
  isRail: false,
  panelWidth: PANEL_WIDTH.usual,
  isPanelOpen: true,
}

/** Reads the cookie; what it does not say, or says wrongly, is as usual. */
export function parseLayout(cookie: string | undefined): ShellLayout {
  const match = /^(\d{1,4})\.([01])\.(\d{1,4})\.([01])$/.exec(cookie ?? '')
  if (match === null) return USUAL
  const [, sidebar, rail, panel, open] = match
  return {
    sidebarWidth: clamp(Number(sidebar), SIDEBAR_WIDTH),
    isRail: rail === '1',
    panelWidth: clamp(Number(panel), PANEL_WIDTH),
    isPanelOpen: open === '1',
  }
}

/** The cookie's value. */
export function formatLayout(layout: ShellLayout): string {
  const { sidebarWidth, isRail, panelWidth, isPanelOpen } = layout
  return [sidebarWidth, Number(isRail), panelWidth, Number(isPanelOpen)].join('.')
}

/** Screens that need the width: there the sidebar is a rail until somebody opens it. */
export function isWideScreen(path: string): boolean {
  return /^\/(catalog|compare|files|runs|tools)(\/|$)/.test(path)
}

/** The nearest whole width that is allowed. */
export function clamp(width: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, Math.round(width)))
}
