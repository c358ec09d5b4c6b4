const GIVE_UP_AFTER_MS = 1500

/** What somebody does who has gone on to another control meanwhile. */
const GOING_ON = ['pointerdown', 'beforeinput']

/**
 * Gives the focus to what takes the place of a control that goes by its own act, such as the way
 * back to a panel: once it is drawn. A dialog whose focus goes takes it to itself in the first
 * frame, so this is done in the second. Frames may be late: who points or types somewhere before
 * that keeps the focus there.
 */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  const over = new AbortController()
  const end = () => over.abort()
  for (const act of GOING_ON) {
    document.addEventListener(act, end, { capture: true, signal: over.signal })
  }
  const focus = (control: HTMLElement) => {
    end()
    control.focus()
  }
  const look = () => (over.signal.aborted ? null : find())
  requestAnimationFrame(() => requestAnimationFrame(() => onceThere(look, focus)))
}

/** What is looked for may have to be drawn first, perhaps by code that is still on its way. */
export function onceThere(
  find: () => HTMLElement | null | undefined,
  act: (found: HTMLElement) => void,
  until = performance.now() + GIVE_UP_AFTER_MS,
): void {
  const found = find()
  if (found != null) act(found)
  else if (performance.now() < until) requestAnimationFrame(() => onceThere(find, act, until))
}
