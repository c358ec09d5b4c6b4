/** The name under which this tab keeps them, over reloads of it. */
const NAME = 'parley.own-columns'
const MOST = 200

/**
 * This tab sends what waits in the box of a column. Any other tab shows it and leaves that to a person:
 * the boxes are one in all tabs, and what each of them sent by itself would be asked twice.
 */
export function takeColumn(columnId: string): void {
  const others = read().filter((id) => id !== columnId)
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...others, columnId].slice(-MOST)))
  } catch {
    // Where nothing may be kept, a person presses Send.
  }
}

/** Whether this tab sends what waits in the box of a column. */
export function isOwnColumn(columnId: string): boolean {
  return read().includes(columnId)
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
