import { isApiError } from '@/lib/wire/errors'

/** So many are asked for at once: a browser opens six connections to a server, and one of them is live. */
const AT_ONCE = 4

/**
 * What is fetched for each of these ids, in their order; null for what is not there (404). Throws the first
 * other thing that the server says, and then waits for no other.
 */
export async function fetchEach<T>(
  ids: readonly string[],
  fetchOne: (id: string, signal: AbortSignal) => Promise<T>,
): Promise<ReadonlyMap<string, T | null>> {
  const found = new Map<string, T | null>(ids.map((id) => [id, null]))
  const leave = new AbortController()
  const left = [...found.keys()]
  const fetchNext = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        found.set(id, await fetchOne(id, leave.signal))
      } catch (error) {
        if (!isApiError(error) || error.status !== 404) throw error
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext))
    return found
  } finally {
    leave.abort()
  }
}
