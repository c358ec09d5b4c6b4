import { useEffect } from 'react'

/** Long after the first load, so that nothing of that waits for it. */
const LATER_MS = 2000

/** Fetches code that is not there yet before it is wanted: then the server may be away. */
export function usePreload(part: { preload(): Promise<void> }): void {
  useEffect(() => {
    // What fails now is tried again when it is wanted.
    const timer = setTimeout(() => part.preload().catch(() => {}), LATER_MS)
    return () => clearTimeout(timer)
  }, [part])
}
