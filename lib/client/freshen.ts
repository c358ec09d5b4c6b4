import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'

/**
 * Fetches what is cached under a key anew, and once more where it is called meanwhile. What is on its way is
 * not broken off: over a slow line changes come faster than answers, and none would ever arrive.
 */
export function createFreshen(client: QueryClient): (queryKey: QueryKey) => void {
  /** Keys that are being fetched, and whether once more. */
  const busy = new Map<string, boolean>()
  return function freshen(queryKey) {
    const key = hashKey(queryKey)
    if (busy.has(key)) {
      busy.set(key, true)
      return
    }
    busy.set(key, false)
    void client.invalidateQueries({ queryKey }).finally(() => {
      const isAgain = busy.get(key)
      busy.delete(key)
      if (isAgain) freshen(queryKey)
    })
  }
}
