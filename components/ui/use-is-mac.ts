import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the keys are those of a Mac; not while the server draws. */
export function useIsMac(): boolean {
  return useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  )
}
