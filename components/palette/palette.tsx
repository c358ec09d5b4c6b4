'use client'

import { useState } from 'react'
import { useAction } from '../actions/use-action'
import { useShell } from '../shell/shell-context'
import { onDemand } from '../ui/on-demand'
import { usePreload } from '../ui/use-preload'

const Sheet = onDemand(async () => (await import('./palette-sheet')).PaletteSheet)

/** Leads to every conversation and every action, by a few letters of its name. */
export function Palette() {
  const { overlay, setOverlay } = useShell()
  const isOpen = overlay === 'palette' || overlay === 'models'
  const [wasOpened, setWasOpened] = useState(isOpen)
  if (isOpen && !wasOpened) setWasOpened(true)
  usePreload(Sheet)
  useAction('search', () => setOverlay(isOpen ? null : 'palette'))
  useAction('chooseModel', () => setOverlay('models'))
  return wasOpened && <Sheet isOpen={isOpen} />
}
