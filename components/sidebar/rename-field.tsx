'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { isTakenByInputMethod } from '../ui/input-method'

interface Props {
  label: string
  title: string
  onCommit: (title: string) => void
  onCancel: () => void
}

/** A title in place of itself, as a field: Enter or leaving keeps it, Escape does not. */
export function RenameField({ label, title, onCommit, onCancel }: Props) {
  const [text, setText] = useState(title)
  const isDone = useRef(false)

  const finish = (act: () => void) => {
    if (isDone.current) return
    isDone.current = true
    act()
  }
  const commit = () => {
    const trimmed = text.trim()
    if (trimmed === '' || trimmed === title) return onCancel()
    onCommit(trimmed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTakenByInputMethod(event.nativeEvent)) return
    if (event.key === 'Enter') finish(commit)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    finish(onCancel)
  }

  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the row that the person acted on
      autoFocus
      aria-label={label}
      value={text}
      maxLength={200}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(commit)}
      className="ring-field -outline-offset-2! h-7 w-full rounded-md bg-field px-2 text-ink text-ui shadow-edge phone:h-11 phone:text-reading"
    />
  )
}
