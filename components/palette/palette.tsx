'use client'

import { usePathname } from 'next/navigation'
import { isChatPath } from '@/lib/client/use-conversation-id'
import { useAction } from '../actions/use-action'
import { useShell } from '../shell/shell-context'
import { onFirstOpen } from '../ui/on-demand'

const Sheet = onFirstOpen(async () => (await import('./palette-sheet')).PaletteSheet)

/** Leads to every conversation and every action, by a few letters of its name. */
export function Palette() {
  const { overlay, setOverlay } = useShell()
  const isOpen = overlay === 'palette' || overlay === 'models'
  useAction('search', () => setOverlay(isOpen ? null : 'palette'))
  // Of a comparison each column has a model of its own.
  const isChat = isChatPath(usePathname())
  useAction('chooseModel', isChat ? () => setOverlay('models') : null)
  return <Sheet isOpen={isOpen} />
}
