import type { QueryClient } from '@tanstack/react-query'
import {
  arrange,
  type ChangeComparison,
  type Comparison,
  type CreateComparison,
} from '@/lib/domain/comparison/comparison'
import { api } from '../api'
import { actsUnderWay, comparisonQuery } from './comparison-query'
import { changeCached, conversationQuery, putSummary } from './conversations'

const TIMEOUT_MS = 15_000

/** Makes a comparison; asked twice with one id, it is made once. */
export async function postComparison(
  client: QueryClient,
  body: CreateComparison,
): Promise<Comparison> {
  const made = await api<Comparison>('/api/comparisons', {
    method: 'POST',
    body,
    timeoutMs: TIMEOUT_MS,
  })
  client.setQueryData(comparisonQuery(made.id).queryKey, made)
  putSummary(client, made)
  return made
}

/** What the server has said of a comparison, while acts that are not answered yet are drawn over it. */
const confirmed = new Map<string, Comparison | undefined>()

/**
 * Does one act upon a comparison. How its columns stand shows at once, and as it was again where the
 * server refuses; a new column shows when it is there. Throws what the server says.
 */
export async function patchComparison(
  client: QueryClient,
  id: string,
  change: ChangeComparison,
): Promise<void> {
  const { queryKey } = comparisonQuery(id)
  await client.cancelQueries({ queryKey })
  if (!actsUnderWay.has(id)) confirmed.set(id, client.getQueryData(queryKey))
  const isDrawn = change.act !== 'add' || isKnown(client, change.column.id)
  if (isDrawn) client.setQueryData(queryKey, (known) => known && withChange(known, change))
  const send = () =>
    api<Comparison>(`/api/comparisons/${id}`, {
      ...{ method: 'PATCH', body: change, timeoutMs: TIMEOUT_MS },
    })
  const call = (actsUnderWay.get(id) ?? Promise.resolve()).then(send, send)
  actsUnderWay.set(id, call)
  // What is answered before a later act is older than what is drawn.
  const isLast = () => actsUnderWay.get(id) === call
  try {
    const after = await call
    confirmed.set(id, after)
    if (isLast()) client.setQueryData(queryKey, after)
    // What its columns share is known in this place, too.
    changeCached(client, id, (known) => ({ ...known, settings: after.settings }))
  } catch (error) {
    // A later act brings what the server has by then.
    if (isLast()) client.setQueryData(queryKey, confirmed.get(id))
    throw error
  } finally {
    if (isLast()) {
      actsUnderWay.delete(id)
      confirmed.delete(id)
      // What others have done meanwhile was not asked for.
      void client.invalidateQueries({ queryKey })
    }
  }
}

function isKnown(client: QueryClient, columnId: string): boolean {
  return client.getQueryData(conversationQuery(columnId).queryKey) !== undefined
}

function withChange(known: Comparison, change: ChangeComparison): Comparison {
  const columns = arrange(known.columns, change)
  const removed = known.removed.filter(({ id }) => !columns.includes(id))
  if (change.act === 'baseline') return { ...known, columns, baselineId: change.columnId }
  if (change.act === 'settings') return { ...known, columns, settings: change.settings }
  return { ...known, columns, removed }
}
