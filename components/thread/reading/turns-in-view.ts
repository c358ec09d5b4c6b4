/** Closer than this to the end counts as being there; sizes may be fractions of a pixel. */
const AT_END_PX = 8

/** The elements of the turns that are drawn, in order; where answers stand side by side a turn is a section. */
export function turnElements(content: Element): HTMLElement[] {
  return [...content.querySelectorAll<HTMLElement>(':scope > :is(article, section)')]
}

/** Pixels between what is in view and the end of what scrolls. */
export function distanceToEnd({ scrollHeight, scrollTop, clientHeight }: Element): number {
  return scrollHeight - scrollTop - clientHeight
}

/** True when the end is in view. */
export function isAtEnd(frame: Element): boolean {
  return distanceToEnd(frame) <= AT_END_PX
}

/** True while somebody has marked text in the thread or stands in it with the keyboard: that stays drawn. */
export function isHeld(content: Element): boolean {
  const selection = document.getSelection()
  const isMarked = selection !== null && !selection.isCollapsed
  return (
    (isMarked && content.contains(selection.anchorNode)) || content.contains(document.activeElement)
  )
}
