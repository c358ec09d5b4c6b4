import { boxToFocus } from '../focus-composer'

/** Marks the buttons that take a file out of a list of files. */
export const TAKES_AWAY = { 'data-takes-away': '' }

/** Before a file goes: the focus goes on to the next one's button, or the one's before it, else to where one goes on: by itself the box. */
export function focusBeside(button: HTMLElement, goesOn = boxToFocus()): void {
  const list = button.closest('[data-files]')
  const buttons = [...(list?.querySelectorAll<HTMLElement>('[data-takes-away]') ?? [])]
  const at = buttons.indexOf(button)
  const next = buttons[at + 1] ?? buttons[at - 1]
  const around = goesOn ?? document.getElementById('content')
  const target = next ?? around
  target?.focus()
}
