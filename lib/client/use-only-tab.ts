import { useEffect, useState } from 'react'

/**
 * True in one of the tabs that name the same: where it goes away, in the next. A browser that tells tabs
 * nothing of each other says it to all, so what is done then must be harmless when done twice.
 */
export function useOnlyTab(name: string | null): boolean {
  const [isOnly, setOnly] = useState(false)
  useEffect(() => {
    if (name === null) return
    // Only in a secure context there are locks; the types say always.
    const locks: LockManager | undefined = navigator.locks
    let end = () => {}
    const isOver = new Promise<void>((resolve) => {
      end = resolve
    })
    const waiting = new AbortController()
    if (locks === undefined) setOnly(true)
    else {
      const hold = () => {
        setOnly(true)
        return isOver
      }
      // It rejects when it was given up while it waited.
      locks.request(name, { signal: waiting.signal }, hold).catch(() => {})
    }
    return () => {
      waiting.abort()
      end()
      setOnly(false)
    }
  }, [name])
  return isOnly
}
