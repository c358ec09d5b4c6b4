import { useRouter } from 'next/navigation'
import { usePatchSettings } from '@/lib/client/queries/settings'
import type { PatchSettings } from '@/lib/domain/settings'

/** Saves how the owner likes to read and write, and has the page drawn anew with it. */
export function useSavePreferences() {
  const router = useRouter()
  const patch = usePatchSettings()
  return {
    error: patch.error,
    save: (change: PatchSettings) => patch.mutate(change, { onSuccess: () => router.refresh() }),
  }
}
