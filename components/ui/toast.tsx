'use client'

import { useEffect } from 'react'
import { create } from 'zustand'
import { onFirstOpen } from './on-demand'
import type { ToastContent } from './toast-content'

const View = onFirstOpen(async () => (await import('./toast-view')).ToastView)
const useContent = create<{ content: ToastContent | null }>()(() => ({ content: null }))

/** Says what was done and offers to take it back. Never for an error: that belongs where it happened. */
export function showToast(content: ToastContent): void {
  useContent.setState({ content })
}

/** Takes a toast away, unless another has taken its place. */
export function hideToast(content: ToastContent): void {
  useContent.setState((state) => (state.content === content ? { content: null } : state))
}

/**
 * Draws toasts, bottom centre over the composer; nothing until there is one. The keys take back from
 * the first moment, also while the code that draws the toast is on its way. What was done last is taken
 * back first: in a field that somebody has written in since, they are the field's own.
 */
export function Toasts() {
  const content = useContent((state) => state.content)
  useEffect(() => {
    if (content === null) return
    let written: EventTarget | null = null
    const onInput = ({ target }: Event) => {
      written = target
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isUndoChord(event) || (written !== null && event.target === written)) return
      event.preventDefault()
      takeBack(content)
    }
    window.addEventListener('input', onInput, true)
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('input', onInput, true)
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [content])
  return <View isOpen={content !== null} content={content} onUndo={takeBack} onClose={hideToast} />
}

function takeBack(content: ToastContent): void {
  hideToast(content)
  content.undo.act()
}

function isUndoChord(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
}
