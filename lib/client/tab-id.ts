import { newId } from '@/lib/domain/ids'

const NAME = 'parley.tab'
let known: string | null = null

/** Tells this tab from the others of its browser, also after a reload. */
export function tabId(): string {
  known ??= kept() ?? keep(newId())
  return known
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}

function keep(id: string): string {
  try {
    sessionStorage.setItem(NAME, id)
  } catch {
    // Where nothing may be kept it is another tab after a reload: then a person presses Send.
  }
  return id
}
