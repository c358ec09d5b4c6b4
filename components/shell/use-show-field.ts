import { useShell } from './shell-context'
import { useMediaQuery } from './use-media-query'

const GIVE_UP_AFTER_MS = 1500
const FOCUSABLE = 'input, textarea, button, select, [tabindex]'

/** Opens the request panel, wherever it stands, and puts the focus on one of its controls. */
export function useShowField(): (id: string) => void {
  const { setLayout, setPanelOver, setPanelView } = useShell()
  const hasRoom = useMediaQuery('(width >= 1280px)')
  return (id) => {
    if (hasRoom) setLayout({ isPanelOpen: true })
    else setPanelOver(true)
    setPanelView('settings')
    focusWhenSeen(id, performance.now() + GIVE_UP_AFTER_MS)
  }
}

/** The panel may have to be drawn first, and may stand hidden beside the one over the thread. */
function focusWhenSeen(id: string, until: number): void {
  const found = [...document.querySelectorAll<HTMLElement>(`[id="${CSS.escape(id)}"]`)]
  const control = found.find((element) => element.checkVisibility())
  if (control === undefined) {
    if (performance.now() < until) requestAnimationFrame(() => focusWhenSeen(id, until))
    return
  }
  control.scrollIntoView({ block: 'center' })
  const target = control.matches(FOCUSABLE)
    ? control
    : control.querySelector<HTMLElement>(FOCUSABLE)
  target?.focus()
}
