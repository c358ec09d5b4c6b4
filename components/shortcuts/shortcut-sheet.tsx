'use client'

import { useState } from 'react'
import { useAction } from '../actions/use-action'
import { useShell } from '../shell/shell-context'
import { onDemand } from '../ui/on-demand'
import { usePreload } from '../ui/use-preload'

const Table = onDemand(async () => (await import('./shortcut-table')).ShortcutTable)

/** Every key that does something, on a sheet of its own. */
export function ShortcutSheet() {
  const { overlay, setOverlay } = useShell()
  const isOpen = overlay === 'shortcuts'
  const [wasOpened, setWasOpened] = useState(isOpen)
  if (isOpen && !wasOpened) setWasOpened(true)
  usePreload(Table)
  useAction('showShortcuts', () => setOverlay('shortcuts'))
  return wasOpened && <Table isOpen={isOpen} />
}
