import { type RefObject, useEffect, useRef } from 'react'

/** Refers to the button that begins an edit: it has the focus back once that is given up. */
export function useEditButton(isEditing: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    const isCancelled = wasEditing.current && !isEditing
    wasEditing.current = isEditing
    if (isCancelled && document.activeElement === document.body) button.current?.focus()
  }, [isEditing])
  return button
}
