import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the page's code runs; not while the page is as the server drew it. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
