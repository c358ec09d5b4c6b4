import { newId } from '@/lib/domain/ids'

const NAME = 'parley.tab'
let known: string | null = null

// A tab that is duplicated copies the storage of its session: the id stands there only while no page of
// the tab lives, so that no two tabs have one.
if (typeof window !== 'undefined') {
  tabId()
  window.addEventListener('pagehide', () => keep(tabId()))
  window.addEventListener('pageshow', forgetKept)
}

/** Tells this tab from the others of its browser, also after a reload. */
export function tabId(): string {
  if (known !== null) return known
  known = kept() ?? newId()
  forgetKept()
  return known
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}

function keep(id: string): void {
  try {
    sessionStorage.setItem(NAME, id)
  } catch {
    // Where nothing may be kept it is another tab after a reload: then a person presses Send.
  }
}

function forgetKept(): void {
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // Then nothing is kept.
  }
}
