import { apiText } from '../api'
import { fetchEach } from './fetch-each'

/**
 * The bodies of requests exactly as they were sent, by the id of their run; null for one that was not
 * kept. Throws what the server says.
 */
export function fetchRequestBodies(
  runIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  return fetchEach(runIds, (id, signal) => apiText(`/api/runs/${id}/body`, signal))
}
