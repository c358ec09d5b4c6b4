const UNDO_KEYS = { mac: '⌘ Z', other: 'Ctrl Z' } as const

/** The keys of Undo on this machine, as a toast shows them. */
export function undoKeys(): string {
  return UNDO_KEYS[/Mac|iPhone|iPad/.test(navigator.platform) ? 'mac' : 'other']
}
