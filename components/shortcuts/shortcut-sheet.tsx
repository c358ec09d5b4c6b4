'use client'

import { useAction } from '../actions/use-action'
import { useShell } from '../shell/shell-context'
import { onFirstOpen } from '../ui/on-demand'

const Table = onFirstOpen(async () => (await import('./shortcut-table')).ShortcutTable)

/** Every key that does something, on a sheet of its own. */
export function ShortcutSheet() {
  const { overlay, setOverlay } = useShell()
  useAction('showShortcuts', () => setOverlay('shortcuts'))
  return <Table isOpen={overlay === 'shortcuts'} />
}
