import type { LucideIcon } from 'lucide-react'

/** What a toast says, and the way to take it back. */
export interface ToastContent {
  text: string
  icon: LucideIcon
  undo: { label: string; keys: string; act: () => void }
}
