import { useEffect, useState, useSyncExternalStore } from 'react'
import { browserPage } from './page'

/**
 * True in one of the tabs that name the same, and that in view: where it is hidden or goes away, in the
 * next. A browser that tells tabs nothing of each other says it to all, so what is done then must be
 * harmless when done twice.
 */
export function useOnlyTab(name: string | null): boolean {
  const isHidden = useSyncExternalStore(onChange, isHiddenNow, () => true)
  const [isOnly, setOnly] = useState(false)
  useEffect(() => {
    // A hidden tab hears nothing of the server.
    if (name === null || isHidden) return
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
  }, [name, isHidden])
  return isOnly
}

const onChange = (callback: () => void) => browserPage().onChange(callback)
const isHiddenNow = () => browserPage().isHidden()
