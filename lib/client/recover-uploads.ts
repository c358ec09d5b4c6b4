import type { QueryClient } from '@tanstack/react-query'
import { UPLOADS_KEPT } from './stores/uploads'

/** Goes on with the uploads of a tab that ended before they did. */
export async function recoverUploads(client: QueryClient): Promise<void> {
  try {
    if (localStorage.getItem(UPLOADS_KEPT) === null) return
  } catch {
    return
  }
  const { resumeUploads } = await import('./attach')
  await resumeUploads(client)
}
