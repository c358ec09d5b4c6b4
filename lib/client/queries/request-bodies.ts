import { isApiError } from '@/lib/wire/errors'
import { apiText } from '../api'

/** So many are asked for at once: a browser opens six connections to a server, and one of them is live. */
const AT_ONCE = 4

/**
 * The bodies of requests exactly as they were sent, by the id of their run; null for one that was not
 * kept. Throws what the server says.
 */
export async function fetchRequestBodies(
  runIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const bodies = new Map<string, string | null>()
  const leave = new AbortController()
  const left = [...runIds]
  const fetchNext = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      bodies.set(id, await fetchBody(id, leave.signal))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext))
    return bodies
  } finally {
    // Where one has failed nobody waits for the others.
    leave.abort()
  }
}

async function fetchBody(runId: string, signal: AbortSignal): Promise<string | null> {
  try {
    return await apiText(`/api/runs/${runId}/body`, signal)
  } catch (error) {
    if (isApiError(error) && error.status === 404) return null
    throw error
  }
}
