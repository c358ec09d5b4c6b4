import type { QueryClient } from '@tanstack/react-query'
import type { RemovedColumn } from '@/lib/domain/comparison/comparison'
import type { ChatSettings } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { currentSettings } from '../asked-with'
import { comparisonQuery } from '../queries/comparison-query'
import { patchComparison } from '../queries/comparisons'
import { accountOfUpstream } from './account-of-upstream'
import { stopColumns } from './send-to-columns'

/** Adds an empty column at the end. Throws what the server says. */
export async function addColumn(
  client: QueryClient,
  comparisonId: string,
  settings: ChatSettings,
): Promise<string> {
  const id = newId()
  const at = columnsOf(client, comparisonId).length
  const account = accountOfUpstream(client, settings.upstream)
  await patchComparison(client, comparisonId, {
    ...{ act: 'add', column: { id, settings, account }, at, copyOf: null },
  })
  return id
}

/** Puts a copy of a column, its turns in view included, beside it. Throws what the server says. */
export async function duplicateColumn(
  client: QueryClient,
  comparisonId: string,
  columnId: string,
): Promise<string | null> {
  const settings = currentSettings(client, columnId)
  if (settings === null) return null
  const id = newId()
  const at = columnsOf(client, comparisonId).indexOf(columnId) + 1
  const account = accountOfUpstream(client, settings.upstream)
  await patchComparison(client, comparisonId, {
    ...{ act: 'add', column: { id, settings, account }, at, copyOf: columnId },
  })
  return id
}

/** Takes a column out of sight at once, and answers the way to bring it back where it was. */
export function removeColumn(
  client: QueryClient,
  comparisonId: string,
  columnId: string,
): { removed: Promise<void>; restore: () => Promise<void> } {
  const at = columnsOf(client, comparisonId).indexOf(columnId)
  const settings = currentSettings(client, columnId)
  // Nobody would see what it costs, nor, once it is back, that it asks something again.
  void stopColumns(client, [columnId])
  const removed = patchComparison(client, comparisonId, { act: 'remove', columnId })
  const restore = async () => {
    // What could not be removed is there.
    await removed.catch(() => {})
    if (settings === null) return
    const column = { id: columnId, settings, account: null }
    await patchComparison(client, comparisonId, { act: 'add', column, at, copyOf: null })
  }
  return { removed, restore }
}

/** Brings back a column that was removed, at the end. Throws what the server says. */
export async function bringBackColumn(
  client: QueryClient,
  comparisonId: string,
  { id, settings }: RemovedColumn,
): Promise<void> {
  const at = columnsOf(client, comparisonId).length
  const column = { id, settings, account: null }
  await patchComparison(client, comparisonId, { act: 'add', column, at, copyOf: null })
}

/** Moves a column to a place, or by so many from where it is now, and answers its place. Throws what the server says. */
export async function moveColumn(
  client: QueryClient,
  comparisonId: string,
  columnId: string,
  by: { to: number } | { step: number },
): Promise<number> {
  const columns = columnsOf(client, comparisonId)
  const to = 'to' in by ? by.to : columns.indexOf(columnId) + by.step
  const place = Math.max(0, Math.min(columns.length - 1, to))
  if (columns.indexOf(columnId) !== place)
    await patchComparison(client, comparisonId, { act: 'move', columnId, to: place })
  return place
}

function columnsOf(client: QueryClient, comparisonId: string): readonly string[] {
  return client.getQueryData(comparisonQuery(comparisonId).queryKey)?.columns ?? []
}
