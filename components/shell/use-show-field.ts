import { onceThere } from './focus-later'
import { useShell } from './shell-context'
import { useMediaQuery } from './use-media-query'

const FOCUSABLE = 'input, textarea, button, select, [tabindex]'

/** Opens the request panel, wherever it stands, and puts the focus on one of its controls. */
export function useShowField(): (id: string) => void {
  const { setLayout, setPanelOver, setPanelView } = useShell()
  const hasRoom = useMediaQuery('(width >= 1280px)')
  return (id) => {
    if (hasRoom) setLayout({ isPanelOpen: true })
    else setPanelOver(true)
    setPanelView('settings')
    onceThere(() => findInView(id), focusWithin)
  }
}

/** The panel may stand hidden beside the one over the thread. */
function findInView(id: string): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLElement>(`[id="${CSS.escape(id)}"]`)]
  return found.find((element) => element.checkVisibility())
}

function focusWithin(control: HTMLElement): void {
  control.scrollIntoView({ block: 'center' })
  const target = control.matches(FOCUSABLE)
    ? control
    : control.querySelector<HTMLElement>(FOCUSABLE)
  target?.focus()
}
