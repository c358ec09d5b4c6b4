'use client'

import { create } from 'zustand'
import { onDemand } from './on-demand'
import type { ToastContent } from './toast-content'

const View = onDemand(async () => (await import('./toast-view')).ToastView)
const useContent = create<{ content: ToastContent | null }>()(() => ({ content: null }))

/** Says what was done and offers to take it back. Never for an error: that belongs where it happened. */
export function showToast(content: ToastContent): void {
  useContent.setState({ content })
}

/** Draws toasts, bottom centre over the composer; nothing until there is one. */
export function Toasts() {
  const content = useContent((state) => state.content)
  return content !== null && <View content={content} />
}
